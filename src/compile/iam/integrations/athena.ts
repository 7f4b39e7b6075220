/**
 * Athena [developer guide, "IAM policies for calling Amazon Athena"]: the workgroup, and what Athena reads and writes in the
 * caller's name. Which tables and files a query touches is in its text, which is not read here.
 */
import { operationName } from '../../../aws-services/sdk.ts';
import { member } from '../arguments.ts';
import { arnIn, named, untold, type Call, type Grant, type Integration, type Scope } from '../grant.ts';
import { bucketArn } from './s3.ts';

export const athena: Integration = (call) => {
  if (call.operation === 'startQueryExecution') return start(call);
  const action = `athena:${operationName(call.operation)}`;
  const all: Scope = {
    resources: [arnIn(call.target, 'athena', 'workgroup/*')],
    note: 'any workgroup may hold it',
  };
  const results: Grant = { actions: ['s3:GetObject'], ...untold };
  return [{ actions: [action], ...all }, ...(call.operation === 'getQueryResults' ? [results] : [])];
};

function start(call: Call): Grant[] {
  const { target, arguments: given, isJob } = call;
  const workgroup = named(member(given, 'WorkGroup') ?? 'primary', (name) =>
    arnIn(target, 'athena', `workgroup/${name}`),
  );
  const following = isJob ? ['athena:StopQueryExecution', 'athena:GetQueryExecution'] : [];
  return [
    { actions: ['athena:StartQueryExecution', ...following], ...workgroup },
    { actions: ['athena:GetDataCatalog'], resources: [arnIn(target, 'athena', 'datacatalog/*')] },
    ...dataOf(call),
  ];
}

/** Queries read tables of the Glue catalog and their files in S3, and write their results. */
function dataOf(call: Call): Grant[] {
  return [
    {
      actions: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetTable',
        'glue:GetTables',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
      ],
      ...untold,
    },
    { actions: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'], ...untold },
    {
      actions: [
        's3:PutObject',
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
        's3:ListBucketMultipartUploads',
      ],
      ...resultsOf(call),
    },
    { actions: ['lakeformation:GetDataAccess'], resources: ['*'], note: 'IAM takes no resource for it' },
  ];
}

/** Where the workgroup says where results go, the call does not. */
function resultsOf({ arguments: given, target }: Call): Scope {
  const location = member(member(given, 'ResultConfiguration'), 'OutputLocation');
  if (location === undefined) return untold;
  return named(location, (url) => {
    const bucket = bucketArn(/^s3:\/\/([^/]+)/.exec(url)?.[1] ?? '*', target);
    return [bucket, `${bucket}/*`];
  });
}
