import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { markLine } from '../../src/core/drill-file.ts';
import { COMMANDS, PACK_FOLDER, SETTINGS } from '../../src/host/ids.ts';
import {
  closeEditors,
  editorOf,
  events,
  freshPracticeFolder,
  read,
  run,
  set,
  start,
  tabsOf,
  until,
  write,
} from './desk.ts';
import { extension } from './extension.ts';
import { User } from './user.ts';

/** The line of the example's solution before which the mean is subtracted, and that which does it. */
const SQUARE = '        square_sum = x.pow(2).sum(dim=-1, keepdim=True)';
const SUBTRACT = '        x = x - x.mean(dim=-1, keepdim=True)';
const EXAMPLE = ['drills', 'example', 'coding', 'l2-norm'];

describe('a pack', () => {
  const user = new User();
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const pack = join(workspace, PACK_FOLDER);
  const drillYaml = join(pack, 'coding/l2-norm/drill.yaml');
  let folder = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    folder = await freshPracticeFolder();
  });
  afterEach(closeEditors);
  after(async () => {
    await set(SETTINGS.packs, undefined);
    rmSync(pack, { recursive: true, force: true });
    user.handBack();
  });

  const example = (...path: readonly string[]) =>
    read(extension().extensionPath, ...EXAMPLE, ...path);
  const problems = (path: string) =>
    vscode.languages
      .getDiagnostics(vscode.Uri.file(path))
      .filter(({ source }) => source === 'Tensor Drills')
      .map(({ message, range: { start: at } }) => `${at.line + 1}:${at.character + 1} ${message}`);
  const lastCheck = () => events().findLast((event) => event.kind === 'checked');

  it('is made by New Drill Pack, and its drill is practised as ours are', async () => {
    await run(COMMANDS.newPack, pack);
    user.wasToldNothing();
    assert.equal(editorOf(drillYaml).document.languageId, 'yaml');
    assert.equal(read(drillYaml), example('drill.yaml'));
    assert.deepEqual(readdirSync(pack).sort(), ['README.md', 'coding']);
    await start('l2-norm');
    const file = join(folder, 'l2_norm.py');
    assert.equal(read(file), `${markLine('l2-norm')}\n${example('starter.py')}`);
    await until('the page', () =>
      tabsOf('tensorDrills.drill').find(({ title }) => title === 'L2Norm'),
    );
    await write(
      editorOf(file),
      `${markLine('l2-norm')}\n${example('solution.py').replace(SQUARE, `${SUBTRACT}\n${SQUARE}`)}`,
    );
    await run(COMMANDS.check);
    assert.match(problems(file).join(), /The mean is subtracted from the input/);
    assert.deepEqual([lastCheck()?.exerciseId, lastCheck()?.passed], ['l2-norm', false]);
    await write(editorOf(file), `${markLine('l2-norm')}\n${example('solution.py')}`);
    await run(COMMANDS.check);
    assert.deepEqual([lastCheck()?.exerciseId, lastCheck()?.passed], ['l2-norm', true]);
    assert.deepEqual(problems(file), []);
    await run(COMMANDS.compare, 'l2-norm');
    await until('the comparison', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(
          ({ input }) =>
            input instanceof vscode.TabInputTextDiff &&
            input.original.fsPath === join(pack, 'coding/l2-norm/solution.py'),
        ),
    );
    user.wasToldNothing();
  });

  it('gets more by New Drill, which overwrites nothing', async () => {
    await run(COMMANDS.newDrill, 'Beam search: "wide"', pack, 'pairwise-distances');
    const file = join(pack, 'coding/beam-search-wide/drill.yaml');
    assert.match(read(file), /^title: "Beam search: \\"wide\\""$/m);
    assert.deepEqual(problems(file), []);
    assert.match(read(pack, 'coding/beam-search-wide/grade.py'), /"pairwise_distances"/);
    await start('beam-search-wide');
    assert.ok(existsSync(join(folder, 'beam_search_wide.py')));
    user.wasToldNothing();
    await run(COMMANDS.newDrill, 'beam search wide', pack);
    user.wasTold(/There is already a drill "beam-search-wide"\. Choose another title/);
    user.forget();
    await run(COMMANDS.newPack, pack);
    user.wasTold(/is already a pack\. "New Drill" adds a drill/);
    user.forget();
    await run(COMMANDS.newDrill, '42!', pack);
    user.wasTold(/needs at least one letter/);
  });

  it('is read anew as it is saved; a bad file is told at its line and costs that drill only', async () => {
    const good = read(drillYaml);
    const line = good.split('\n').findIndex((one) => one.startsWith('level:')) + 1;
    const save = async (text: string) => {
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(drillYaml));
      await write(editor, text);
      assert.ok(await editor.document.save());
    };
    await save(good.replace(/^level: .*$/m, 'level: brutal'));
    const [problem] = await until('the diagnostic', () => {
      const found = problems(drillYaml);
      return found.length > 0 && found;
    });
    assert.match(
      problem ?? '',
      new RegExp(`^${line}:8 level: must be .*"easy" or "medium" or "hard"`),
    );
    await start('l2-norm');
    user.wasTold(/There is no drill "l2-norm"\. Available: .*beam-search-wide/);
    user.forget();
    await save(good.replace('title: L2Norm', 'title: L2Norm again'));
    await until('that it is well', () => problems(drillYaml).length === 0);
    await start('l2-norm');
    const pageIs = (title: string) =>
      until(`the page ${title}`, () => tabsOf('tensorDrills.drill')[0]?.title === title);
    await pageIs('L2Norm again');
    await save(good);
    await pageIs('L2Norm');
  });

  it('shows the whole program that an edit makes, as it is saved', async () => {
    const path = join(pack, 'coding/l2-norm/mistakes.yaml');
    const before = read(path);
    const file = await vscode.window.showTextDocument(vscode.Uri.file(path));
    // In the second line of the first entry.
    file.selection = new vscode.Selection(2, 0, 2, 0);
    await run(COMMANDS.openAsProgram);
    const program = vscode.window.activeTextEditor?.document;
    assert.deepEqual(
      [program?.uri.scheme, program?.languageId, program?.getText()],
      [
        'tensor-drills-program',
        'python',
        example('solution.py').replace(SQUARE, `${SUBTRACT}\n${SQUARE}`),
      ],
    );
    await write(file, before.replace(SUBTRACT, `${SUBTRACT}  # as LayerNorm`));
    assert.ok(await file.document.save());
    await until('the change', () => program?.getText().includes('# as LayerNorm'));
    await write(file, before.replace(`+${SUBTRACT}`, `-${SUBTRACT}`));
    await run(COMMANDS.openAsProgram, file.document.uri, 1);
    user.wasTold(/^Line 5: Hunk 1 does not fit: solution\.py has no such line\.$/);
    user.forget();
    await write(file, before);
    assert.ok(await file.document.save());
    await run(COMMANDS.openAsProgram, file.document.uri, 0);
    user.wasTold(/^There is no entry at the cursor\.$/);
    user.forget();
    await run(COMMANDS.openAsProgram, vscode.Uri.file(drillYaml));
    user.wasTold(/^Open the mistakes\.yaml file of a drill/);
  });

  it('is proven, and a program that is not what it claims is told in its file', async () => {
    await run(COMMANDS.provePack, pack);
    user.wasTold(/^The pack is proven: \d+ programs are what they claim to be\.$/);
    user.forget();
    const edits = join(pack, 'coding/l2-norm/mistakes.yaml');
    const before = read(edits);
    const entry = `  root-missing.mine: |
    @@
     ${SQUARE}
    +        # nothing wrong here
`;
    writeFileSync(
      edits,
      before.replace('solution.py:\n', (base) => base + entry),
    );
    const whole = join(pack, 'coding/l2-norm/mistakes/root-missing.whole.py');
    mkdirSync(dirname(whole));
    writeFileSync(whole, example('solution.py').replace(SQUARE, `${SUBTRACT}\n${SQUARE}`));
    await run(COMMANDS.provePack, pack);
    user.wasTold(/^\d+ proven, 2 not proven\. See the Problems view\.$/);
    assert.deepEqual(problems(whole), [
      '1:1 This program should have root-missing named first, but failed with mean-subtracted named.',
    ]);
    assert.deepEqual(problems(edits), [
      '2:1 This program should have root-missing named first, but passed with nothing named.',
    ]);
    rmSync(dirname(whole), { recursive: true });
    writeFileSync(edits, before);
  });

  it('is found where the setting says, and a folder that is not there is told', async () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'tensor-drills-pack-')));
    cpSync(join(extension().extensionPath, ...EXAMPLE), join(elsewhere, 'coding/by-setting'), {
      recursive: true,
    });
    user.forget();
    await set(SETTINGS.packs, [elsewhere, '/nowhere/at/all']);
    await until('the message', () => user.told.length > 0);
    user.wasTold(
      /There is no folder \/nowhere\/at\/all\. Correct the setting "tensorDrills\.packs"/,
    );
    user.forget();
    await start('by-setting');
    user.wasToldNothing();
    assert.ok(existsSync(join(folder, 'by_setting.py')));
    // Also a folder outside of the workspace is watched.
    const file = join(elsewhere, 'coding/by-setting/drill.yaml');
    let written = 0;
    await until('the diagnostic', () => {
      // What is written while the watcher only begins is not seen.
      if (Date.now() - written > 3000) {
        writeFileSync(file, 'title: [');
        written = Date.now();
      }
      return problems(file).length > 0;
    });
    await set(SETTINGS.packs, undefined);
    await until('that it is gone', () => problems(file).length === 0);
    rmSync(elsewhere, { recursive: true });
  });

  it('may come with another extension', async () => {
    assert.ok(vscode.extensions.getExtension('acme.brings-drills'), 'it is not installed');
    await run(COMMANDS.practise, 'rapid-fire/skip-connections');
    user.wasToldNothing();
    await until('the page', () => tabsOf('tensorDrills.round')[0]);
  });
});
