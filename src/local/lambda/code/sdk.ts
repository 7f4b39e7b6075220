/**
 * Lambda's Node.js runtimes bring the AWS SDK along (AWS Lambda developer guide, "Building Lambda functions with
 * Node.js"). Here it is the one of the project that the endpoint is started in, where that has one: Node looks for packages
 * in the folders above a module, so a link in the folder above the packages is all it takes, and a package's own copy of the
 * SDK comes first as it does in Lambda.
 */
import { mkdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Links the SDK that Node finds from `project` on into the folder that holds the unpacked packages. */
export async function offerSdk(folder: string, project: string): Promise<void> {
  const sdk = await findSdk(project);
  if (sdk === undefined) return;
  await mkdir(join(folder, 'node_modules'));
  await symlink(sdk, join(folder, 'node_modules', '@aws-sdk'));
}

async function findSdk(from: string): Promise<string | undefined> {
  const sdk = join(from, 'node_modules', '@aws-sdk');
  if (await stat(sdk).catch(() => undefined)) return sdk;
  const parent = dirname(from);
  return parent === from ? undefined : findSdk(parent);
}
