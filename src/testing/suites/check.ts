/** The static checks, each beside the others. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, type StaticCheck } from '../../dev/checks.ts';
import { ROOT } from '../../dev/places.ts';
import { lastWords, succeeded } from '../../dev/process/processes.ts';
import { run } from '../program.ts';
import { isSelected, type Job, type Selection, type Suite } from '../suite.ts';

export const check: Suite = {
  title: 'check',
  jobs: (selection) =>
    CHECKS.filter(({ name }) => isSelected(name, selection)).flatMap((one) =>
      jobFor(one, selection),
    ),
};

function jobFor({ name, command, alone }: StaticCheck, { changed }: Selection): readonly Job[] {
  const files = changed?.filter(
    (file) => alone?.test(file) === true && existsSync(join(ROOT, file)),
  );
  if (alone !== undefined && files?.length === 0) return [];
  // Paths of the project have no spaces.
  const which =
    alone === undefined || files === undefined ? command : command.replace(/\.$/, files.join(' '));
  const [shell, flag] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['sh', '-c'];
  return [
    {
      title: name,
      async run(context) {
        const start = performance.now();
        const outcome = await run(context, {
          command: shell,
          args: [flag, `npx --no-install ${which}`],
        });
        const ms = performance.now() - start;
        if (succeeded(outcome)) context.tell({ name, outcome: 'passed', ms });
        else context.tell({ name, outcome: 'failed', ms, detail: lastWords(outcome, 60) });
      },
    },
  ];
}
