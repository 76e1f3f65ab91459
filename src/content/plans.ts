/** Study plans: `plans/<id>.yaml`. */
import * as v from 'valibot';
import { idOfLink } from '../core/content.ts';
import { EMPTY_PACK, type Pack, type Problem } from '../core/pack.ts';
import { link, list, order, short, title } from './schema.ts';

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
            path: [
              { type: 'object', origin: 'value', input, key: 'steps', value: input.steps },
              { type: 'array', origin: 'value', input: input.steps, key: at, value: step },
              {
                type: 'object',
                origin: 'value',
                input: step,
                key: 'practise',
                value: step.practise,
              },
              { type: 'array', origin: 'value', input: step.practise, key: place, value: one },
            ],
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
