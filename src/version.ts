/** The package's, which the bundles cannot read from beside themselves; a test compares the two. */
export const version = '0.1.0';
