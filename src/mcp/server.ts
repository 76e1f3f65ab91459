/** The interviewer's tools, resources and prompts as the Model Context Protocol has them. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { toJsonSchema } from '@valibot/to-json-schema';
import { messageOf } from '../core/errors.ts';
import type { Interview } from '../core/interview/interview.ts';
import { PROMPTS, promptText, type PromptName } from '../core/interview/prompts.ts';
import { callTool, TOOLS } from '../core/interview/tools.ts';

const INSTRUCTIONS =
  'Tensor Drills runs deep-learning interviews: it has the questions, the clock, the checker and the history, and tells you only what an interviewer may know at each moment. Begin with list_questions and start_question. The prompts say how an interview goes.';

const SCHEME = 'tensor-drills://';
const QUESTION = `${SCHEME}question/`;
const GUIDE = `${SCHEME}guide/`;

export function interviewServer(interview: Promise<Interview>, version: string): McpServer {
  const server = new McpServer(
    { name: 'tensor-drills', title: 'Tensor Drills', version },
    {
      capabilities: { tools: {}, resources: {}, prompts: {} },
      instructions: INSTRUCTIONS,
    },
  );
  serveTools(server, interview);
  serveResources(server, interview);
  servePrompts(server);
  return server;
}

function serveTools(server: McpServer, interview: Promise<Interview>): void {
  const tools = Object.entries(TOOLS).map(([name, { title, description, schema, isReading }]) => {
    // Drafts differ in nothing that these schemas use, and clients know this one.
    const { $schema: _, ...inputSchema } = toJsonSchema(schema, { errorMode: 'ignore' });
    return {
      name,
      title,
      description,
      inputSchema: { ...inputSchema, type: 'object' as const },
      annotations: { readOnlyHint: isReading, destructiveHint: false, openWorldHint: false },
    };
  });
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const { text, isError } = await interview.then(
      (ready) => callTool(ready, params.name, params.arguments, signal),
      (error: unknown) => ({ text: messageOf(error), isError: true }),
    );
    return { content: [{ type: 'text', text }], isError };
  });
}

function serveResources(server: McpServer, interview: Promise<Interview>): void {
  const mimeType = 'text/markdown';
  server.server.setRequestHandler(ListResourcesRequestSchema, async () => {
    const { questions, pages } = (await interview).readable();
    return {
      resources: [
        ...questions.map(({ id, title }) => ({ uri: `${QUESTION}${id}`, name: title, mimeType })),
        ...pages.map(({ id, title }) => ({ uri: `${GUIDE}${id}`, name: title, mimeType })),
      ],
    };
  });
  server.server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [
      { uriTemplate: `${QUESTION}{+id}`, name: 'A question with its contract', mimeType },
      { uriTemplate: `${GUIDE}{+page}`, name: 'A page of the guide', mimeType },
    ],
  }));
  server.server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const ready = await interview;
    const read = uri.startsWith(QUESTION)
      ? ready.question(uri.slice(QUESTION.length))
      : uri.startsWith(GUIDE)
        ? ready.guide(uri.slice(GUIDE.length))
        : Promise.reject(new Error(`There is no resource ${uri}.`));
    const text = await read.catch((error: unknown) => {
      throw new McpError(ErrorCode.InvalidParams, messageOf(error));
    });
    return { contents: [{ uri, mimeType, text }] };
  });
}

function servePrompts(server: McpServer): void {
  const args = [
    { name: 'question', description: 'Id of a question; by default one that is due.' },
    { name: 'minutes', description: 'Minutes to allow.' },
  ];
  server.server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: Object.entries(PROMPTS).map(([name, { title, description }]) => ({
      ...{ name, title, description },
      arguments: args,
    })),
  }));
  server.server.setRequestHandler(
    GetPromptRequestSchema,
    ({ params: { name, arguments: given = {} } }) => {
      if (!Object.hasOwn(PROMPTS, name)) {
        const names = Object.keys(PROMPTS).join(', ');
        throw new McpError(
          ErrorCode.InvalidParams,
          `There is no prompt "${name}". Prompts: ${names}.`,
        );
      }
      const prompt = PROMPTS[name as PromptName];
      const text = promptText(prompt, { question: given['question'], minutes: given['minutes'] });
      return {
        description: prompt.description,
        messages: [{ role: 'user', content: { type: 'text', text } }],
      };
    },
  );
}
