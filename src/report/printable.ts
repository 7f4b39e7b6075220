/**
 * Foreign text (logs, causes, names of others) made safe for a terminal: without escape sequences, control characters and
 * marks that turn the direction of writing; tabs as spaces, line breaks kept.
 */
export function printable(text: string): string {
  return (
    text
      // Whole CSI and OSC sequences first, so that their letters go with them. One without its end hides nothing.
      // oxlint-disable-next-line no-control-regex
      .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\))/g, '')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replaceAll('\t', '  ')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  );
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\s*\n\s*/g, ' ');
}
