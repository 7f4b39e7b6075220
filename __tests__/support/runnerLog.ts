/** A job's output as the runner takes it: commands carried out, the rest with masked values (actions/runner). */

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface RunnerLog {
  readonly commands: readonly Command[];
  /** What people see. */
  readonly text: string;
}

/** Commands that the runner knows; other lines with colons are text. */
const known =
  /^(error|warning|notice|debug|group|endgroup|add-mask|stop-commands|set-output|save-state|set-env|add-path|echo|add-matcher|remove-matcher)$/;

export function readLog(stdout: string): RunnerLog {
  const commands: Command[] = [];
  const masks: string[] = [];
  const visible: string[] = [];
  let token: string | undefined;
  for (const line of stdout.split(/\r?\n|\r/)) {
    const command = parse(line);
    if (token !== undefined) {
      if (line.trim() === `::${token}::`) token = undefined;
      else visible.push(mask(line, masks));
    } else if (command === undefined) visible.push(mask(line, masks));
    else {
      commands.push({ ...command, data: mask(command.data, masks) });
      if (command.name === 'stop-commands') token = command.data;
      if (command.name === 'add-mask') masks.push(command.data);
    }
  }
  return { commands, text: visible.join('\n') };
}

/** `::name key=value,key=value::data`, blanks before it allowed; and the older `##[name]data`, anywhere in a line. */
function parse(line: string): Command | undefined {
  const [, name = '', list = '', data = ''] =
    /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line) ?? /##\[([^\s\]]+)(?: (.*?))?\](.*)$/.exec(line) ?? [];
  if (!known.test(name)) return undefined;
  const pairs = list.split(',').map((pair) => pair.split('='));
  const properties = Object.fromEntries(pairs.map(([key = '', value = '']) => [key.trim(), unescape(value)]));
  return { name, properties, data: unescape(data) };
}

function unescape(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%25': '%',
  };
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (mark) => marks[mark] ?? mark);
}

function mask(text: string, masks: readonly string[]): string {
  return masks.reduce((rest, one) => rest.replaceAll(one, '***'), text);
}

/** `FILE:LINE message` of each annotation of a kind, the message's first line. */
export function annotations({ commands }: RunnerLog, kind = 'error'): string[] {
  return commands
    .filter(({ name }) => name === kind)
    .map(
      ({ properties: { file, line }, data }) =>
        `${file ? `${file}:${line ?? ''} ` : ''}${data.split('\n', 1)[0] ?? ''}`,
    );
}
