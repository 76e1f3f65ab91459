/** What an exercise links to, as its page lists it. */
import { exerciseOf, idOfLink, type Oral } from '../../core/content.ts';
import { KIND } from '../../core/kinds.ts';
import type { Practice } from '../../protocol/oral-page.ts';
import type { Services } from '../services.ts';

/** Exercises that are there; a link to what this version does not have is left out. */
export function practiceOf(
  { index }: Pick<Services, 'index'>,
  { links }: Pick<Oral, 'links'>,
): readonly Practice[] {
  return links.flatMap((link) => {
    const exercise = exerciseOf(index, idOfLink(link));
    if (!exercise) return [];
    return [{ exercise: exercise.id, title: exercise.title, kind: KIND[exercise.kind].one }];
  });
}
