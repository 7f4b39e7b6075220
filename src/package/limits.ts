/**
 * What a package may measure. The sizes are Lambda's: it answers `Zipped size must be smaller than 52428800 bytes`
 * to a direct upload and `Unzipped size must be smaller than 262144000 bytes` to any. The number of entries is ours: it
 * ends the walk early where a source is named by mistake, such as `/`.
 */
export const limits = { entries: 20_000, zippedBytes: 52_428_800, unzippedBytes: 262_144_000 } as const;
