/** What the page of a mock interview knows: the last messages of the host and when they came. Pure. */
import type { Mock, MockPageState, MockPart, ToMockPage } from '../../protocol/mock-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import type { Received } from '../shared/received.ts';
import { phaseChange } from '../shared/words.ts';

export interface Model extends BaseModel {
  readonly mock: Mock | null;
  readonly received: Received<MockPageState> | null;
}

export const EMPTY: Model = { ...BASE, mock: null, received: null };

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToMockPage, at: number): Model {
  switch (message.type) {
    case 'mock': {
      const { mock } = message;
      return { ...model, mock, received: model.mock?.id === mock.id ? model.received : null };
    }
    case 'state': {
      const { state } = message;
      const before = model.received?.state ?? null;
      const said = saying(model, model.mock && announcement(model.mock, before, state));
      return { ...model, received: { state, at }, said };
    }
    case 'error':
      return { ...model, error: message.message };
  }
}

/** What a screen reader says now that `after` replaced `before`: parts, phases and the end; never seconds. */
export function announcement(
  mock: Mock,
  before: MockPageState | null,
  after: MockPageState,
): string | null {
  if (before === null) return null;
  if (after.stage === 'over') return before.stage === 'over' ? null : 'The interview is over.';
  const part = mock.parts[after.position];
  if (before.position !== after.position) return part ? `Next: ${partName(part)}.` : null;
  return part ? phaseChange(part.phases, before, after) : null;
}

const NAME: Readonly<Record<MockPart['kind'], string>> = {
  coding: 'Coding',
  debug: 'Debugging',
  'rapid-fire': 'Rapid-fire question',
  'deep-dive': 'Deep dive',
  unknown: 'A question you may not know',
  whiteboard: 'Whiteboard',
  'system-design': 'System design',
  clinic: 'Clinic',
};

/** What a part is called before it is begun: its kind, not its title. */
export function partName({ kind }: MockPart): string {
  return NAME[kind];
}
