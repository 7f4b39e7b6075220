/**
 * Lambda's Node.js and Python runtimes bring the AWS SDK along (AWS Lambda developer guide, "Building Lambda functions with
 * Node.js", "… with Python"). Node.js gets that of the project that the endpoint is started in, where it has one: Node looks
 * for packages in the folders above a module, so a link in the folder above the packages is all it takes. Python gets the one
 * that a Python of this machine has, whichever: its bootstrap looks in `python` there last of all. Either way a package's
 * own copy of the SDK comes first, as it does in Lambda.
 */
import { mkdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findPythonPackage } from '../../runtimes/python-packages.ts';

/** Links the SDKs into the folder that holds the unpacked packages: for Node the one that it finds from `project` on. */
export async function offerSdks(folder: string, project: string): Promise<void> {
  await Promise.all([offerNodeSdk(folder, project), offerPythonSdk(folder)]);
}

async function offerNodeSdk(folder: string, project: string): Promise<void> {
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

/** boto3 and what it needs. All of them are plain Python, and serve other versions than the one that they came with. */
const boto = ['boto3', 'botocore', 's3transfer', 'jmespath', 'dateutil', 'six.py', 'urllib3'];

async function offerPythonSdk(folder: string): Promise<void> {
  const library = await findPythonPackage('boto3');
  if (library === undefined) return;
  await mkdir(join(folder, 'python'));
  await Promise.all(boto.map((name) => symlink(join(library, name), join(folder, 'python', name))));
}
