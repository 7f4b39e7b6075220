/** The node binaries that the Action and the command line are tried on. */

/** STEPLINE_NODE24 names a node 24, which is what GitHub runs the Action on; `.ci/run` installs one. */
const node24 = process.env.STEPLINE_NODE24;

export const actionNodes = [
  { name: `node ${process.versions.node}`, binary: process.execPath },
  ...(node24 ? [{ name: 'node 24', binary: node24 }] : []),
];

/** What is not tried on this machine, and why: shown as skipped, by name. */
export const missingNodes = node24
  ? []
  : [{ name: 'node 24', why: 'set STEPLINE_NODE24 to a node 24 binary' }];
