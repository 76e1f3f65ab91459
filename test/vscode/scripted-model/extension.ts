/** A language model that says what a test tells it to, and remembers what it was sent. */
import * as vscode from 'vscode';

export type Part = vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart;
type Progress = vscode.Progress<Part>;

/** What the model does with a request: it says a text, or whatever a test wants. */
export type Script = string | ((progress: Progress, token: vscode.CancellationToken) => unknown);

export interface Sent {
  readonly messages: readonly vscode.LanguageModelChatMessage[];
  readonly tools: readonly string[];
}

export interface ScriptedModel {
  readonly sent: Sent[];
  readonly answers: Script[];
}

export function activate({ subscriptions }: vscode.ExtensionContext): ScriptedModel {
  const sent: Sent[] = [];
  const answers: Script[] = [];
  const provider = {
    provideLanguageModelChatInformation: () => [
      {
        ...{ id: 'one', name: 'Scripted One', family: 'scripted', version: '1' },
        ...{ maxInputTokens: 100_000, maxOutputTokens: 10_000, isUserSelectable: true },
        capabilities: { toolCalling: true },
      },
    ],
    async provideLanguageModelChatResponse(
      _model: unknown,
      messages: readonly vscode.LanguageModelChatMessage[],
      { tools = [] }: { readonly tools?: readonly { readonly name: string }[] },
      progress: Progress,
      token: vscode.CancellationToken,
    ): Promise<void> {
      sent.push({ messages, tools: tools.map(({ name }) => name) });
      const answer = answers.shift() ?? 'Nothing is scripted.';
      if (typeof answer === 'string') progress.report(new vscode.LanguageModelTextPart(answer));
      else await answer(progress, token);
    },
    provideTokenCount: () => Promise.resolve(1),
  };
  subscriptions.push(vscode.lm.registerLanguageModelChatProvider('scripted', provider));
  return { sent, answers };
}
