import type { Command } from 'commander';
import { importFile } from '../../commands/import.ts';
import { writeNew } from '../../commands/writeNew.ts';
import type { Import } from '../../import/import.ts';
import { createOutput } from '../output.ts';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('turn a state machine in ASL into a workflow.yaml that compiles to the same')
    .argument('<file>', 'an ASL file, or what `aws stepfunctions describe-state-machine` prints')
    .option('--out <file>', 'write it there; standard output unless given')
    .action(async (file: string, { out }: { readonly out?: string }) => {
      const imported = await importFile(file);
      if (out === undefined) {
        process.stdout.write(imported.text);
        return;
      }
      await writeNew(out, imported.text);
      const output = createOutput({ json: false });
      output.say(`${output.style.green('✓')} ${out}: ${summary(imported)}`);
    });
}

function summary({ steps, raw }: Import): string {
  if (steps === 0) return 'the definition as it is, since steps cannot express it';
  const kept = raw === 0 ? '' : `, ${raw} of them as \`state:\`, since no other kind says just that`;
  return `${steps} ${steps === 1 ? 'step' : 'steps'}${kept}`;
}
