/** Mock interviews, as the composition root connects them. */
import type * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import type { Openers } from '../practice/practise.ts';
import { mockCommands } from './mock.ts';
import { mockPanel } from './mock-panel.ts';

/** `openers` open what is worked out in a file. */
export function mockFeature(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  store: Disposables,
  openers: Openers,
): Feature {
  const panel = store.add(mockPanel(extensionUri, getServices, openers));
  return { pages: [panel], commands: mockCommands(panel, openers) };
}
