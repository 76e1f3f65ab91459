import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/dev/places.ts';
import { expect, test } from './fixtures.ts';

test('the workbench opens and lists the extension as installed', async ({ workbench }) => {
  await workbench.runCommand('Extensions: Show Installed Extensions');
  await expect(workbench.sideBar.getByText('Tensor Drills').first()).toBeVisible();
  await workbench.screenshot('opens');
});

test('the view container shows every view', async ({ workbench }) => {
  const { contributes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const [container] = contributes.viewsContainers?.activitybar ?? [];
  test.skip(container === undefined, 'No view container is contributed yet.');
  if (container === undefined) return;
  await workbench.openViewContainer(container.title);
  for (const view of contributes.views?.[container.id] ?? []) {
    await expect(workbench.sideBar.getByRole('button', { name: view.name })).toBeVisible();
  }
});

interface Manifest {
  readonly contributes: {
    readonly viewsContainers?: {
      readonly activitybar?: readonly { readonly id: string; readonly title: string }[];
    };
    readonly views?: Readonly<Record<string, readonly { readonly name: string }[]>>;
  };
}
