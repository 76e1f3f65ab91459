/** What the command line loads for `mcp` alone: its library is large. */
export { serve } from './mcp/serve.ts';
