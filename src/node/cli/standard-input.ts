/** A program that comes on standard input, put into a file for the time of its check. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { TempFolder } from '../process/temp-folder.ts';
import { Interrupted } from './interrupted.ts';

/** What stands for standard input among the names of files. */
export const STANDARD_INPUT = '-';
/** No program that a person writes is larger. In bytes. */
const LARGEST = 16 << 20;

export type Input = AsyncIterable<Uint8Array> & {
  readonly isTTY?: boolean;
  destroy(): unknown;
};

/** Does `work` with the path of a file that holds what comes on `stdin`. Throws a UserError when that is no program. */
export async function withStandardInput<T>(
  stdin: Input,
  signal: AbortSignal,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (stdin.isTTY === true) {
    throw new UserError(
      '"-" reads the program from standard input, which is the keyboard here. Give it one, as in: tensor-drills check lstm-cell - < lstm.py',
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
        throw new UserError('Standard input has more than 16 MB, which is not a program.');
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
  throw new UserError(
    'Standard input is empty: what should have written the program wrote nothing.',
  );
}
