/** What would give the answer to a drill away, in pieces that nothing else holds. */
import { tmpdir } from 'node:os';
import { plainText } from '../../src/core/interview/plain-text.ts';
import { BuiltInCatalogue } from '../../src/node/catalogue.ts';
import { read } from './desk.ts';
import { extension } from './extension.ts';

/** Of the solution, hints, mistakes, examples of what to say, and answers to follow-ups. */
export async function secretsOf(id: string): Promise<readonly string[]> {
  const { extensionPath } = extension();
  const drill = await new BuiltInCatalogue(extensionPath, tmpdir()).drill(id);
  const { hints, mistakes, followUps, phases, question, contract } = drill;
  const open = `${plainText(question)} ${plainText(contract)}`;
  const code = read(extensionPath, 'drills', 'coding', id, 'solution.py').split('def ').slice(1);
  const body = code.join('').split('if __name__')[0] ?? '';
  const texts = [
    ...hints,
    ...mistakes.flatMap(({ why, fix }) => [why, fix]),
    ...followUps.map(({ answer }) => answer),
    ...phases.flatMap(({ talking }) =>
      talking.flatMap(({ example }) => (example === null ? [] : [example])),
    ),
  ].flatMap((html) => plainText(html).split(/\n|(?<=\.) /));
  const titles = mistakes.map(({ title }) => title);
  const pieces = [...titles, ...texts, ...body.split('\n').filter((line) => line.includes('='))];
  return pieces.map((one) => one.trim()).filter((one) => one.length > 20 && !open.includes(one));
}
