import { expect, it } from 'vitest';
import { practiceFor } from '../../src/core/checklist.ts';
import { exerciseGroups } from '../../src/core/exercise-groups.ts';
import { exercise, indexWith } from './schedule/exercises.ts';

const index = indexWith([
  exercise('gan', 'coding', ['generative']),
  { ...exercise('rapid-fire/relu', 'rapid-fire', ['activations']), essential: true },
  exercise('rapid-fire/gelu', 'rapid-fire', ['activations', 'generative']),
  exercise('rapid-fire/fid', 'rapid-fire', ['unheard-of', 'generative']),
  exercise('rapid-fire/moe', 'rapid-fire', []),
  { ...exercise('rapid-fire/grpo', 'rapid-fire', []), topic: 'Post-training' },
  { ...exercise('rapid-fire/mla', 'rapid-fire', ['activations']), topic: 'Attention' },
]);
const { checklist } = indexWith([exercise('x', 'coding', ['activations', 'generative'])]);

it('puts every rapid-fire question into one group: the essential ones first, then by checklist item, else by topic', () => {
  expect(exerciseGroups({ ...index, checklist }, 'rapid-fire')).toEqual([
    { title: 'The round of twenty', among: ['rapid-fire/relu'] },
    { title: 'activations', among: ['rapid-fire/gelu', 'rapid-fire/mla'] },
    { title: 'generative', among: ['rapid-fire/fid'] },
    { title: 'Post-training', among: ['rapid-fire/grpo'] },
    { title: 'Other topics', among: ['rapid-fire/moe'] },
  ]);
});

it('puts coding questions under our topics, then those of packs, then what has none', () => {
  const coding = (id: string, topic?: string) => ({
    ...exercise(id, 'coding', []),
    ...(topic === undefined ? {} : { topic }),
  });
  const all = [coding('own'), coding('adamw', 'Training'), coding('gnn', 'Graphs')];
  const more = [coding('sdpa', 'Attention'), coding('loop', 'Training')];
  expect(exerciseGroups(indexWith([...all, ...more]), 'coding')).toEqual([
    { title: 'Attention', among: ['sdpa'] },
    { title: 'Training', among: ['adamw', 'loop'] },
    { title: 'Graphs', among: ['gnn'] },
    { title: 'Other topics', among: ['own'] },
  ]);
  expect(exerciseGroups(index, 'deep-dive')).toBeNull();
});

it('finds everything that practises an item, whichever side names the other', () => {
  const ids = (item: string, practise: readonly string[]): string[] =>
    practiceFor(index, { id: item, practise }).map(({ id }) => id);
  expect(ids('generative', ['coding/gan'])).toEqual(['gan', 'rapid-fire/gelu', 'rapid-fire/fid']);
  expect(ids('x', ['rapid-fire/moe', 'deep-dive/none'])).toEqual(['rapid-fire/moe']);
});
