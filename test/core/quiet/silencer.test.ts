import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../property-runs.ts';
import { INLINE_SUGGEST } from '../../../src/core/quiet/switches.ts';
import { temporaryFolder } from '../../node/folders.ts';
import { Crash, Windows, type Window } from './windows.ts';

const TEXT = '{\n  "tabnine.disableFileRegex": ["x"],\n  "[python]": {"editor.rulers": [80]}\n}\n';
const OFF = { [INLINE_SUGGEST]: false };

/** Lets a fresh window do what its first look does. */
async function recover(windows: Windows): Promise<void> {
  await windows.open().silencer.recover();
}

function claims(folder: string): readonly string[] {
  const storage = join(folder, 'storage');
  return existsSync(storage) ? readdirSync(storage) : [];
}

describe('what is turned off', () => {
  it('is off, and comes back to the letter', async () => {
    const folder = temporaryFolder();
    const windows = new Windows(folder, { workspace: TEXT });
    const { workspace } = windows;
    const one = windows.open();
    await one.hold(workspace, '/work/a.b.py');
    expect(windows.settings(workspace)).toEqual({
      'tabnine.disableFileRegex': ['x', '^\\/work\\/a\\.b\\.py$'],
      '[python]': { 'editor.rulers': [80], ...OFF },
      'github.copilot.enable': { python: false },
      'continue.enableTabAutocomplete': false,
    });
    await one.silencer.letGo();
    expect(windows.text(workspace)).toBe(TEXT);
    expect(claims(folder)).toEqual([]);
  });

  it('leaves no file and no folder where there was none', async () => {
    const windows = new Windows(temporaryFolder());
    const one = windows.open();
    await one.hold(windows.workspace);
    await one.silencer.letGo();
    expect(existsSync(dirname(windows.workspace.file ?? ''))).toBe(false);
  });

  it.each([
    ['all of it', { '[python]': OFF, 'github.copilot.enable': { python: false } }],
    ['the first change', { '[python]': OFF }],
  ])('is taken over where VS Code shows it as unsaved after a reload: %s', async (_what, left) => {
    const windows = new Windows(temporaryFolder());
    const { workspace, unsaved } = windows;
    unsaved.set(workspace.file ?? '', JSON.stringify(left));
    const one = windows.open();
    await one.hold(workspace);
    expect(windows.settings(workspace)).toMatchObject({ '[python]': OFF });
    expect(unsaved.size).toBe(0);
    await one.silencer.letGo();
    expect(windows.settings(workspace)).toEqual({});
  });

  it('leaves unsaved what the user is writing into the file', async () => {
    const windows = new Windows(temporaryFolder());
    const { workspace, unsaved } = windows;
    unsaved.set(workspace.file ?? '', JSON.stringify({ '[python]': OFF, mine: 1 }));
    await expect(windows.open().hold(workspace)).rejects.toThrow('unsaved changes');
    expect(unsaved.size).toBe(1);
    expect(windows.text(workspace)).toBeNull();
  });

  it('comes back when the window closes, at once', async () => {
    const folder = temporaryFolder();
    const windows = new Windows(folder, { workspace: TEXT });
    const one = windows.open();
    await one.hold(windows.workspace);
    one.silencer.dispose();
    expect(windows.text(windows.workspace)).toBe(TEXT);
    expect(claims(folder)).toEqual([]);
  });

  it('comes back from any window, also one that another workspace is open in', async () => {
    const windows = new Windows(temporaryFolder(), { workspace: TEXT });
    const one = windows.open();
    await one.hold(windows.workspace);
    one.kill();
    await windows.open([windows.user]).silencer.recover();
    expect(windows.text(windows.workspace)).toBe(TEXT);
  });

  it('waits for its own workspace where the user has touched the file', async () => {
    const folder = temporaryFolder();
    const windows = new Windows(folder, { workspace: TEXT });
    const { workspace, user } = windows;
    const one = windows.open();
    await one.hold(workspace);
    one.kill();
    windows.set(workspace, 'mine', 1);
    await windows.open([user]).silencer.recover();
    expect(windows.settings(workspace)['[python]']).toMatchObject(OFF);
    await recover(windows);
    expect(windows.settings(workspace)).toEqual({ ...(JSON.parse(TEXT) as object), mine: 1 });
    expect(claims(folder)).toEqual([]);
  });

  it.each([
    ['a setting of their own', 'mine', 1],
    ['the editor’s switch', '[python]', { 'editor.rulers': [80], [INLINE_SUGGEST]: true }],
  ])('leaves what the user writes meanwhile: %s', async (_what, setting, value) => {
    for (let at = 0; ; at += 1) {
      const windows = new Windows(temporaryFolder(), { workspace: TEXT });
      const { workspace } = windows;
      const reached: number[] = [];
      const one = windows.open(undefined, undefined, (written) => {
        if (written !== at) return;
        reached.push(written);
        windows.set(workspace, setting, value);
      });
      await one.hold(workspace);
      await one.silencer.letGo();
      if (reached.length === 0) break;
      const wanted = { ...(JSON.parse(TEXT) as object), [setting]: value };
      expect(windows.settings(workspace), `after write ${at}`).toEqual(wanted);
    }
  });

  for (const level of ['user', 'workspace'] as const) {
    it(`comes back after a crash at any step of turning it off (${level})`, async () => {
      for (let step = 0; ; step += 1) {
        const windows = new Windows(temporaryFolder(), { [level]: TEXT });
        const one = windows.open(undefined, step);
        const crashed = await crashes(one.hold(windows[level]));
        one.kill();
        await recover(windows);
        expect(windows.settings(windows[level]), `step ${step}`).toEqual(JSON.parse(TEXT));
        if (!crashed) break;
      }
    });

    it(`comes back after a crash at any step of turning it on again (${level})`, async () => {
      for (let step = 0; ; step += 1) {
        const windows = new Windows(temporaryFolder(), { [level]: TEXT });
        await windows.open().hold(windows[level]);
        const two = windows.open(undefined, step);
        await crashes(two.hold(windows[level]));
        const crashed = await crashes(two.silencer.letGo());
        two.kill();
        // The first window still practises.
        await recover(windows);
        expect(windows.settings(windows[level])['[python]'], `step ${step}`).toMatchObject(OFF);
        if (!crashed) break;
      }
    });

    it(`comes back when the last of two windows lets go (${level})`, async () => {
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        const windows = new Windows(temporaryFolder(), { [level]: TEXT });
        const both = [windows.open(), windows.open()];
        await both[0]?.hold(windows[level], '/a.py');
        await both[1]?.hold(windows[level], '/b.py');
        await both[order[0] ?? 0]?.silencer.letGo();
        expect(windows.settings(windows[level])['[python]']).toMatchObject(OFF);
        await both[order[1] ?? 0]?.silencer.letGo();
        expect(windows.settings(windows[level])).toEqual(JSON.parse(TEXT));
      }
    });
  }

  it('is what the user made of it meanwhile, whatever windows do and in whatever order they end', async () => {
    const act = fc.record({
      what: fc.constantFrom('hold', 'let go', 'kill', 'close', 'recover', 'user'),
      who: fc.nat(2),
      level: fc.constantFrom('user' as const, 'workspace' as const),
      crashAt: fc.nat(12),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), fc.boolean(), async (acts, isThere) => {
        const folder = temporaryFolder();
        const text = isThere ? TEXT : undefined;
        const windows = new Windows(
          folder,
          text === undefined ? {} : { user: text, workspace: text },
        );
        const wanted = {
          user: JSON.parse(text ?? '{}') as Wanted,
          workspace: JSON.parse(text ?? '{}') as Wanted,
        };
        const open: (Window | undefined)[] = [];
        const holds = new Map<Window, boolean>();
        for (const { what, who, level, crashAt } of acts) {
          const window = (open[who] ??= windows.open(undefined, crashAt));
          const work = async (): Promise<void> => {
            if (what === 'hold' && !holds.get(window)) {
              holds.set(window, true);
              await window.hold(windows[level], `/${who}.py`);
            } else if (what === 'let go') {
              await window.silencer.letGo();
              holds.delete(window);
            } else if (what === 'recover') await window.silencer.recover();
            else if (what === 'close') {
              window.silencer.dispose();
              open[who] = undefined;
            }
          };
          if (what === 'user') {
            // Of what we turn off, what we never touch, and what is beside it.
            const python = {
              ...(windows.settings(windows[level])['[python]'] as object),
              [INLINE_SUGGEST]: true,
              'editor.tabSize': who,
            };
            windows.set(windows[level], '[python]', python);
            windows.set(windows[level], 'mine', who);
            wanted[level] = {
              ...wanted[level],
              '[python]': {
                ...wanted[level]['[python]'],
                [INLINE_SUGGEST]: true,
                'editor.tabSize': who,
              },
              mine: who,
            };
          } else if (what === 'kill' || (await crashes(work()))) {
            window.kill();
            open[who] = undefined;
          }
        }
        for (const window of open) window?.kill();
        await recover(windows);
        expect(windows.settings(windows.workspace)).toEqual(wanted.workspace);
        expect(windows.settings(windows.user)).toEqual(wanted.user);
        expect(claims(folder)).toEqual([]);
      }),
    );
  });
});

interface Wanted {
  readonly '[python]'?: object;
  readonly mine?: number;
}

async function crashes(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
}
