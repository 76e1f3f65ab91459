/** Mock interviews, as the composition root connects them. */
import type * as vscode from 'vscode';
import type { GetServices, Services } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import type { Openers } from '../practice/practise.ts';
import { mockCommands, startMock } from './mock.ts';
import { mockPanel } from './mock-panel.ts';

export interface MockFeature extends Feature {
  startMock(services: Services): Promise<void>;
}

/** `openers` open what is worked out in a file. */
export function mockFeature(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  store: Disposables,
  openers: Openers,
): MockFeature {
  const panel = store.add(mockPanel(extensionUri, getServices, openers));
  return {
    startMock: (services) => startMock(services, panel, openers),
    pages: [panel],
    commands: mockCommands(panel, openers),
  };
}
