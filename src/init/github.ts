/** The job that runs a workflow on GitHub. */
import { stringify } from 'yaml';

/** Where GitHub reads it, relative to the repository. */
export const githubFile = '.github/workflows/stepline.yml';

/** @param workflow path of the workflow file, relative to the repository, with forward slashes. */
export function githubText(workflow: string): string {
  return `# Pull requests, those of forks too, and main: the workflow is executed on the embedded AWS, which needs no account.
# On AWS: aws-actions/configure-aws-credentials before it, \`id-token: write\` above, and no \`target\`.
name: Stepline
on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read # to check the repository out
  pull-requests: write # to write the comment

concurrency:
  group: stepline-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  workflow:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: OWNER/stepline@v1
        with:
          workflow: ${stringify(workflow, { lineWidth: 0, defaultStringType: 'PLAIN' }).trim()}
          target: local
`;
}
