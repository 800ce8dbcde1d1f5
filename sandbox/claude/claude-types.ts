/** Words of the stand-in for the Messages API: what is asked, what is recorded, what a test orders. Types only. */
import type { ClaudeFault } from './choose-claude-fault.ts';
import type { ThinkingType } from './model-table.ts';

/** How long a marked prefix is kept. */
export interface CacheMark {
  ttl: '5m' | '1h';
}

/** One block of text of a request, and whether the prefix up to it is to be cached. */
export interface TextPart {
  text: string;
  mark?: CacheMark | undefined;
}

/** A request that has passed every check. */
export interface CheckedRequest {
  model: string;
  maxTokens: number;
  system: readonly TextPart[];
  messages: ReadonlyArray<{ role: 'user' | 'assistant'; parts: readonly TextPart[] }>;
  /** The schema the answer must follow; undefined: free text. */
  schema?: Record<string, unknown> | undefined;
  thinking: ThinkingType;
  showsThinking: boolean;
}

/** What the stand-in says when nothing is scripted: `off` asks for nothing, `obedient` does what anybody's text says. */
export type ClaudeMode = 'off' | 'obedient';

/** An exact next answer. With `body` everything else about the message is left aside; `fault` happens to what would be sent. */
export interface ScriptedResponse {
  /** The text of the answer; other content by `blocks`. */
  text?: string | undefined;
  blocks?: readonly unknown[] | undefined;
  stopReason?: string | undefined;
  status?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: Uint8Array | undefined;
  fault?: ClaudeFault | undefined;
}

/** One request as it came. The key itself is never kept. */
export interface ReceivedRequest {
  seq: number;
  /** RFC 3339, the sandbox's time. */
  at: string;
  requestId: string;
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  /** The body as JSON where it is JSON, else as text. */
  body: unknown;
  /** Status of the answer; 0 where no whole answer was sent. */
  status: number;
  /** What went wrong on order. */
  fault?: ClaudeFault | undefined;
}
