/** Starts a mock interview, or continues one that was interrupted. */
import * as vscode from 'vscode';
import { composeMock, MOCK_MINUTES, type MockMinutes } from '../../core/mock/compose.ts';
import { placeInMock } from '../../core/mock/place.ts';
import { UserError } from '../../core/errors.ts';
import type { Kind } from '../../core/kinds.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { Services } from '../services.ts';
import type { Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import type { Openers } from '../practice/practise.ts';
import type { MockPanel } from './mock-panel.ts';

export function mockCommands(panel: MockPanel, openers: Openers): Record<string, Command> {
  return {
    [COMMANDS.mock]: (services, minutes) => startMock(services, panel, openers, lengthOf(minutes)),
  };
}

function lengthOf(minutes: unknown): MockMinutes | undefined {
  return MOCK_MINUTES.find((one) => one === minutes);
}

/** Starts an interview, or offers to continue one that was interrupted. Asks for the length if it is omitted. */
export async function startMock(
  services: Services,
  panel: MockPanel,
  openers: Openers,
  wanted?: MockMinutes,
): Promise<void> {
  const open = wanted === undefined ? openMock(services) : null;
  const choice = open ? await askAboutOpen(services, open) : 'new';
  if (choice === undefined) return;
  if (open && choice === 'go-on') return panel.open(open.id, true);
  const minutes = wanted ?? (await askLength());
  if (minutes === undefined) return;
  if (open) services.history.append({ kind: 'sitting-finished', sitting: open.id });
  const sitting = begin(services, openers, minutes);
  await panel.open(sitting, true);
}

function openMock({ history }: Pick<Services, 'history'>): Sitting | null {
  const open = history.ledger.openSitting('mock');
  return open && placeInMock(open, history.ledger).stage !== 'over' ? open : null;
}

function begin(services: Services, openers: Openers, minutes: MockMinutes): string {
  const { index, planner, history, settings } = services;
  const kinds = new Set(Object.keys(openers) as Kind[]);
  const content = {
    checklist: index.checklist,
    exercises: index.exercises.filter(({ kind }) => kinds.has(kind)),
  };
  const exercises = composeMock(content, planner.schedule, {
    minutes,
    now: services.now(),
    role: settings.role,
    before: [...history.ledger.allSittings()].filter(({ of }) => of === 'mock').length,
  });
  if (exercises.length === 0) {
    throw new UserError('There are no exercises for an interview. Reinstall the extension.');
  }
  const sitting = crypto.randomUUID();
  history.append({
    kind: 'sitting-started',
    sitting,
    of: 'mock',
    exercises: [...exercises],
    minutes,
  });
  return sitting;
}

async function askAboutOpen(
  services: Pick<Services, 'history'>,
  open: Sitting,
): Promise<'go-on' | 'new' | undefined> {
  const { position } = placeInMock(open, services.history.ledger);
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: '$(debug-continue) Resume',
        description: `with part ${position + 1} of ${open.exercises.length}`,
        choice: 'go-on' as const,
      },
      {
        label: '$(add) New interview',
        description: 'the interrupted interview ends here and is kept',
        choice: 'new' as const,
      },
    ],
    { title: 'A mock interview was interrupted' },
  );
  return picked?.choice;
}

const WHAT: Readonly<Record<MockMinutes, string>> = {
  30: 'rapid-fire and a coding drill',
  45: 'rapid-fire, code to write or repair, and a deep dive',
  60: 'rapid-fire, code to write or repair, a deep dive and a drawing',
};

async function askLength(): Promise<MockMinutes | undefined> {
  const picked = await vscode.window.showQuickPick(
    MOCK_MINUTES.map((minutes) => ({
      label: `${minutes} minutes`,
      description: WHAT[minutes],
      minutes,
    })),
    {
      title: 'Mock interview',
      placeHolder: 'Based on what is due and where you are weak, with no answers until the end',
    },
  );
  return picked?.minutes;
}
