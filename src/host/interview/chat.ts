/** The interviewer in VS Code's chat, where there is one. What it needs is read when it is first spoken to. */
import * as vscode from 'vscode';
import type { Disposables } from '../disposables.ts';
import { CHAT_TOOL_PREFIX, CHAT_TOOLS, PARTICIPANT } from '../ids.ts';
import type { GetHost } from '../late/host.ts';
import type { Interviewer } from './interviewer.ts';

export function registerChat(getHost: GetHost, store: Disposables): void {
  // Other editors that run extensions of VS Code have no chat, or one of their own.
  const { chat, lm } = vscode as { chat?: Partial<typeof vscode.chat>; lm: typeof vscode.lm };
  if (chat?.createChatParticipant === undefined) return;
  const called = async (): Promise<Interviewer> => (await getHost()).interviewer();

  const participant = store.add(
    chat.createChatParticipant(PARTICIPANT, async (...spoken) =>
      (await called()).answer(...spoken),
    ),
  );
  participant.iconPath = new vscode.ThemeIcon('comment-discussion');
  participant.followupProvider = {
    provideFollowups: ({ metadata }) => (metadata?.['next'] ?? []) as vscode.ChatFollowup[],
  };
  for (const [name, doing] of Object.entries(CHAT_TOOLS)) {
    store.add(
      lm.registerTool<object>(`${CHAT_TOOL_PREFIX}${name}`, {
        prepareInvocation: () => ({ invocationMessage: doing }),
        invoke: async ({ input }) => (await called()).call(name, input),
      }),
    );
  }
}
