/** survivors.yaml of a drill: changes of the solution that pass because the program is right all the same. */
import * as v from 'valibot';
import { line, list } from './schema.ts';

const survivor = v.strictObject({
  change: v.pipe(
    line,
    v.description(
      'The change, as a proof prints it: the statement before and after, or what is dropped.',
    ),
  ),
  because: v.pipe(
    line,
    v.description('Why the changed program is right, or why no result can show the difference.'),
  ),
});

export const survivorsSchema = v.pipe(
  list(survivor, 1, 200),
  v.check(
    (all) => new Set(all.map(({ change }) => change)).size === all.length,
    'a change is listed twice',
  ),
);
