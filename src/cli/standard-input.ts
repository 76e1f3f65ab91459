/** A program from standard input, kept in a file while it is checked. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { TempFolder } from '../node/process/temp-folder.ts';
import { Interrupted } from '../node/grading/interrupted.ts';

/** The file name that stands for standard input. */
export const STANDARD_INPUT = '-';
/** In bytes. Nobody writes a larger program by hand. */
const LARGEST = 16 << 20;

export type Input = AsyncIterable<Uint8Array> & {
  readonly isTTY?: boolean;
  destroy(): unknown;
};

/** Does `work` with the path of a file that holds what was read from `stdin`. Throws a UserError if that is not a program. */
export async function withStandardInput<T>(
  stdin: Input,
  signal: AbortSignal,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (stdin.isTTY === true) {
    throw new UserError(
      '"-" reads the program from standard input, which is a terminal here. Redirect a file into it, as in: tensor-drills check lstm-cell - < lstm.py',
    );
  }
  const program = await allOf(stdin, signal);
  const temp = new TempFolder();
  try {
    const path = join(temp.path, 'standard_input.py');
    writeFileSync(path, program);
    return await work(path);
  } finally {
    await temp.remove();
  }
}

async function allOf(stdin: Input, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stop = (): void => void stdin.destroy();
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of stdin) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LARGEST) {
        throw new UserError(
          'Standard input contains more than 16 MB, which is too much for a program.',
        );
      }
    }
  } catch (error) {
    if (signal.aborted) throw new Interrupted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw new Interrupted();
  const program = Buffer.concat(chunks);
  if (program.toString('utf8').trim() !== '') return program;
  throw new UserError('Standard input is empty: the command before it wrote no program.');
}
