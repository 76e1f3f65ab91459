/** Study plans: `plans/<id>.yaml`. */
import * as v from 'valibot';
import { idOfLink } from '../core/content.ts';
import { EMPTY_PACK, type Pack } from '../core/pack.ts';
import { link, list, order, pathTo, short, title } from './schema.ts';
import type { Problem } from '../core/problem.ts';

export const planSchema = v.pipe(
  v.strictObject({
    title,
    summary: short,
    order,
    steps: list(v.strictObject({ title, practise: list(link, 1, 20) }), 1, 12),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Set<string>();
    const { value: input } = dataset;
    input.steps.forEach((step, at) => {
      step.practise.forEach((one, place) => {
        if (seen.has(one)) {
          addIssue({
            message: `${one} is used twice`,
            path: pathTo(input, 'steps', at, 'practise', place),
          });
        }
        seen.add(one);
      });
    });
  }),
);

/** `placeOf` is where in the file a link stands, with what is wrong there. */
export function compilePlan(
  id: string,
  { order: place, steps, ...plan }: v.InferOutput<typeof planSchema>,
  placeOf: (link: string, message: string) => Problem,
): Pack {
  return {
    ...EMPTY_PACK,
    plans: [
      {
        order: place,
        plan: {
          ...{ id, ...plan },
          steps: steps.map(({ title: called, practise }) => ({
            title: called,
            exercises: practise.map(idOfLink),
          })),
        },
      },
    ],
    wanted: steps.flatMap(({ practise }) =>
      practise.map((exercise) => ({
        exercise,
        problem: placeOf(
          exercise,
          `There is no exercise "${exercise}". Correct its name, or remove it.`,
        ),
      })),
    ),
  };
}
