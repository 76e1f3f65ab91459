/** What package.json contributes and what the code knows by name are the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LONGEST, SHORTEST } from '../../src/core/bands.ts';
import { ROLES } from '../../src/core/demand.ts';
import { TOOLS } from '../../src/core/interview/tools.ts';
import { PRACTICE_FOLDER } from '../../src/core/stored.ts';
import { ROOT } from '../../src/dev/places.ts';
import {
  CHAT_COMMANDS,
  CHAT_TOOL_PREFIX,
  CHAT_TOOLS,
  COMMANDS,
  CONTEXTS,
  PACK_FOLDER,
  PANELS,
  PARTICIPANT,
  EDITORS,
  MCP_PROVIDER,
  SETTINGS,
  SETTINGS_SECTION,
  VIEWS,
} from '../../src/host/ids.ts';
import { shortcuts } from '../../src/host/panels/shortcuts.ts';
import type { PageCommand } from '../../src/protocol/drill-page.ts';

const when = v.optional(v.string());
const menuItem = v.object({ command: v.string(), when });
const { activationEvents, contributes: manifest } = v.parse(
  v.object({
    activationEvents: v.array(v.string()),
    contributes: v.object({
      commands: v.array(
        v.object({
          command: v.string(),
          title: v.string(),
          category: v.string(),
          enablement: when,
        }),
      ),
      keybindings: v.array(v.object({ command: v.string(), key: v.string(), when })),
      viewsContainers: v.object({ activitybar: v.array(v.object({ id: v.string() })) }),
      views: v.record(v.string(), v.array(v.object({ id: v.string() }))),
      viewsWelcome: v.array(v.object({ view: v.string(), contents: v.string() })),
      menus: v.record(v.string(), v.array(menuItem)),
      chatParticipants: v.array(
        v.object({ id: v.string(), commands: v.array(v.object({ name: v.string() })) }),
      ),
      languageModelTools: v.array(v.looseObject({ name: v.string() })),
      mcpServerDefinitionProviders: v.array(v.object({ id: v.string() })),
      customEditors: v.array(v.object({ viewType: v.string(), priority: v.string() })),
      configuration: v.object({ properties: v.record(v.string(), v.unknown()) }),
      walkthroughs: v.optional(v.array(v.unknown()), []),
    }),
  }),
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
);

/** The candidate hands in the main answer without the model. */
const ABOUT_ANSWER =
  'Returns what a good answer to a follow-up question contains. Call it only after the candidate has answered.';

const ids = new Set<string>(Object.values(COMMANDS));
const enablementOf = new Map(
  manifest.commands.map(({ command, enablement }) => [command, enablement]),
);

describe('package.json and the code', () => {
  it('know the same commands', () => {
    expect(manifest.commands.map(({ command }) => command).sort()).toEqual([...ids].sort());
  });

  it('name every command under "Tensor Drills", each in its own words', () => {
    expect(new Set(manifest.commands.map(({ category }) => category))).toEqual(
      new Set(['Tensor Drills']),
    );
    const titles = manifest.commands.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('know the same views, in a container that is there', () => {
    const views = Object.values(manifest.views).flat();
    expect(views.map(({ id }) => id).sort()).toEqual(Object.values(VIEWS).sort());
    expect(Object.keys(manifest.views)).toEqual(
      manifest.viewsContainers.activitybar.map(({ id }) => id),
    );
    const known = new Set(views.map(({ id }) => id));
    for (const { view } of manifest.viewsWelcome) expect(known).toContain(view);
  });

  it('wake for what VS Code restores, for Python, and where there is a practice folder or a pack; for nothing else', () => {
    const restored = Object.values(PANELS).map((panel) => `onWebviewPanel:${panel}`);
    const folders = [PRACTICE_FOLDER, PACK_FOLDER].map((name) => `workspaceContains:${name}`);
    // Suggestions that a killed window turned off for Python must come back where Python is written.
    expect(activationEvents).toEqual([...restored, 'onLanguage:python', ...folders]);
  });

  it('know the same participant of the chat, and the tools of its model, by the words of the server', () => {
    expect(manifest.chatParticipants).toEqual([
      { id: PARTICIPANT, commands: CHAT_COMMANDS.map((name) => ({ name })) },
    ]);
    const tools = (Object.keys(CHAT_TOOLS) as (keyof typeof CHAT_TOOLS)[]).map((name) => {
      const { title, description, schema } = TOOLS[name];
      const { properties, required = [] } = toJsonSchema(schema, { errorMode: 'ignore' });
      // It is always about the question of the chat.
      const { question: _, ...inputs } = properties ?? {};
      const isAnswer = name === 'give_answer';
      return {
        name: `${CHAT_TOOL_PREFIX}${name}`,
        displayName: isAnswer ? 'Follow-up answer' : title,
        modelDescription: isAnswer ? ABOUT_ANSWER : description,
        tags: ['tensor-drills'],
        inputSchema: {
          ...{ type: 'object', properties: inputs, additionalProperties: false },
          required: isAnswer ? [...required, 'follow_up'] : required,
        },
      };
    });
    expect(manifest.languageModelTools).toEqual(tools);
  });

  it('know the same editors, which take no file from another extension', () => {
    expect(manifest.mcpServerDefinitionProviders).toEqual([{ id: MCP_PROVIDER }]);
    expect(manifest.customEditors.map(({ viewType }) => viewType)).toEqual(Object.values(EDITORS));
    for (const { priority } of manifest.customEditors) expect(priority).toBe('option');
  });

  it('know the same settings', () => {
    const keys = Object.values(SETTINGS).map((key) => `${SETTINGS_SECTION}.${key}`);
    expect(Object.keys(manifest.configuration.properties).sort()).toEqual(keys.sort());
  });

  it('allow the same durations', () => {
    const times = Object.entries(manifest.configuration.properties).filter(([key]) =>
      key.startsWith(`${SETTINGS_SECTION}.time.`),
    );
    expect(times).toHaveLength(6);
    for (const [, setting] of times) {
      expect(setting).toMatchObject({ minimum: SHORTEST, maximum: LONGEST, default: null });
    }
  });

  it('offer the same roles, each with a name and a description', () => {
    const offered = manifest.configuration.properties[`${SETTINGS_SECTION}.${SETTINGS.role}`];
    expect(offered).toMatchObject({ enum: ROLES, default: ROLES[0] });
    for (const key of ['enumItemLabels', 'enumDescriptions']) {
      expect(offered).toHaveProperty([key, 'length'], ROLES.length);
    }
  });

  it('put only commands that are there into menus, links and keys', () => {
    const inMenus = Object.values(manifest.menus)
      .flat()
      .map(({ command }) => command);
    const text = JSON.stringify([manifest.viewsWelcome, manifest.walkthroughs]);
    const inLinks = [...text.matchAll(/(?:command|onCommand):(tensorDrills\.[A-Za-z]+)(?![\w.])/g)];
    const links = inLinks.flatMap(([, id]) => (id === undefined ? [] : [id]));
    const keys = manifest.keybindings.map(({ command }) => command);
    for (const command of [...inMenus, ...links, ...keys]) expect(ids).toContain(command);
  });

  it('use only context keys that are set, and values that they take', () => {
    const clauses = [
      ...manifest.commands.map(({ enablement }) => enablement),
      ...manifest.keybindings.map((binding) => binding.when),
      ...Object.values(manifest.menus)
        .flat()
        .map((item) => item.when),
    ];
    const known = new Set<string>([
      ...Object.values(CONTEXTS),
      ...Object.values(VIEWS),
      ...Object.values(EDITORS),
      ...Object.values(SETTINGS).map((key) => `${SETTINGS_SECTION}.${key}`),
    ]);
    for (const clause of clauses) {
      for (const [key] of (clause ?? '').matchAll(/tensorDrills\.[A-Za-z.]+/g)) {
        expect(known).toContain(key);
      }
      for (const [, value] of (clause ?? '').matchAll(/tensorDrills\.clock == (\w+)/g)) {
        expect(['none', 'ready', 'running', 'paused']).toContain(value);
      }
    }
  });

  it('bind a key under the condition under which the command is enabled', () => {
    for (const { command, when: condition } of manifest.keybindings) {
      const enablement = enablementOf.get(command);
      if (enablement !== undefined) expect(condition).toBe(enablement);
    }
  });
});

describe('the keys that the page shows', () => {
  const COMMAND_OF: Partial<Record<PageCommand, string>> = {
    start: COMMANDS.toggleClock,
    pause: COMMANDS.toggleClock,
    resume: COMMANDS.toggleClock,
    'next-phase': COMMANDS.nextPhase,
    'previous-phase': COMMANDS.previousPhase,
    finish: COMMANDS.finish,
    'show-hint': COMMANDS.hint,
    ...('check' in COMMANDS ? { check: COMMANDS.check } : {}),
  };
  const bound = new Map(manifest.keybindings.map(({ command, key }) => [command, key]));

  it.each(Object.entries(shortcuts()))('%s is %s', (page, key) => {
    const command = COMMAND_OF[page as PageCommand];
    expect(command).toBeDefined();
    expect(bound.get(command ?? '')).toBe(key.toLowerCase());
  });

  it('are all chords of one prefix, and each letter does one thing', () => {
    const keys = manifest.keybindings.map(({ key }) => key);
    for (const key of keys) expect(key).toMatch(/^shift\+alt\+p [a-z]$/);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
