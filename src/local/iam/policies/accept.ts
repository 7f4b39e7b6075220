import type { PolicyDocument } from '../document/document.ts';
import { sizeOf } from '../document/document.ts';
import { acceptManagedPolicy } from '../document/identity.ts';
import { limitExceeded } from '../errors.ts';
import { required } from '../input.ts';

/** Characters (IAM quotas, "Managed policies"). */
const longestManagedPolicy = 6144;

/** Takes the document of a managed policy in. Throws MalformedPolicyDocument, LimitExceeded. */
export function acceptDocument(text: string | undefined): PolicyDocument {
  const document = acceptManagedPolicy(required('policyDocument', text));
  if (sizeOf(document.text) <= longestManagedPolicy) return document;
  throw limitExceeded(`Cannot exceed quota for PolicySize: ${longestManagedPolicy}`);
}
