/** Bedrock AgentCore [developer guide, "Invoke Amazon Bedrock AgentCore"]: a harness, which runs in a runtime of its own. */
import { member } from '../arguments.ts';
import { named, type Integration } from '../grant.ts';

export const bedrockAgentCore: Integration = ({ arguments: given }) => [
  {
    actions: ['bedrock-agentcore:InvokeHarness', 'bedrock-agentcore:InvokeAgentRuntime'],
    ...named(member(given, 'HarnessArn'), (arn) => arn),
  },
];
