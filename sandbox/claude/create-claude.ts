/**
 * A stand-in for Claude's Messages API: strict about requests, exact about what a test orders, and as unreliable as it is told
 * to be. It does not understand anything: it says what is scripted, nothing, or whatever any text it is sent asks for.
 */
import { seededRandom, seededUuid } from '../jira/world/make-ids.ts';
import { type ClaudeAnswer, faultAnswer, jsonAnswer, refusalAnswer } from './answer-types.ts';
import { ApiRefusal, invalid, notHere } from './api-refusal.ts';
import { buildMessage, type Said, textBlock, thinkingBlock, withinLimit } from './build-message.ts';
import { checkHeaders, hasSampling, withoutKey } from './check-headers.ts';
import { checkRequest } from './check-request.ts';
import { type ClaudeFaultSettings, claudeFaults } from './choose-claude-fault.ts';
import type {
  CheckedRequest,
  ClaudeMode,
  ReceivedRequest,
  ScriptedResponse,
} from './claude-types.ts';
import { traitsOf } from './model-table.ts';
import { NOTHING_ASKED, obeyEverybody } from './obey-everybody.ts';
import { createPromptCache, inputTokens } from './prompt-cache.ts';

const LARGEST_BODY_BYTES = 32_000_000;
/** Oldest requests are forgotten beyond this; `seq` goes on. */
const MOST_KEPT = 2_000;
const THINKING_SHARE = 0.5;
const MOST_THINKING_TOKENS = 200;

/** What the stand-in is made of. */
export interface ClaudeOptions {
  apiKey: string;
  seed: number;
  /** The sandbox's time, UTC ms. */
  nowMs(): number;
}

/** A request as the server read it; `body` is cut off after the largest size, and `size` says how much there was. */
export interface RawRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  size: number;
}

/** The stand-in without its server. */
export interface Claude {
  readonly apiKey: string;
  readonly mode: ClaudeMode;
  /** Scripted answers that are left. */
  readonly waiting: number;
  handle(request: RawRequest): ClaudeAnswer;
  setMode(mode: ClaudeMode): void;
  /** Exact next answers, in order; they replace what is left of earlier ones. */
  script(responses: readonly ScriptedResponse[]): void;
  setFaults(faults: ClaudeFaultSettings): void;
  /** Received requests after a `seq`, oldest first. */
  requests(since?: number): ReceivedRequest[];
  forgetRequests(): void;
  /** As it was at the start: no script, mode `off`, nothing received, nothing cached. Faults stay. */
  clear(): void;
}

/** Makes one. */
export function createClaude(options: ClaudeOptions): Claude {
  return new ClaudeStandIn(options);
}

class ClaudeStandIn implements Claude {
  readonly #options: ClaudeOptions;
  readonly #cache = createPromptCache();
  readonly #random: () => number;
  #faults;
  #mode: ClaudeMode = 'off';
  #script: ScriptedResponse[] = [];
  #received: ReceivedRequest[] = [];
  #lastSeq = 0;

  constructor(options: ClaudeOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#faults = claudeFaults({}, options.seed);
  }

  get apiKey(): string {
    return this.#options.apiKey;
  }

  get mode(): ClaudeMode {
    return this.#mode;
  }

  get waiting(): number {
    return this.#script.length;
  }

  setMode(mode: ClaudeMode): void {
    this.#mode = mode;
  }

  script(responses: readonly ScriptedResponse[]): void {
    this.#script = [...responses];
  }

  setFaults(faults: ClaudeFaultSettings): void {
    this.#faults = claudeFaults(faults, this.#options.seed);
  }

  requests(since = 0): ReceivedRequest[] {
    return this.#received.filter(({ seq }) => seq > since);
  }

  forgetRequests(): void {
    this.#received = [];
  }

  clear(): void {
    this.#mode = 'off';
    this.#script = [];
    this.#cache.clear();
    this.forgetRequests();
  }

  handle(request: RawRequest): ClaudeAnswer {
    const received = this.#receive(request);
    const answer = this.#answer(request, received);
    received.status = answer.manner === 'cut' ? 0 : answer.status;
    return { ...answer, headers: { ...answer.headers, 'request-id': received.requestId } };
  }

  #receive({ method, path, headers, body }: RawRequest): ReceivedRequest {
    this.#lastSeq += 1;
    const id = seededUuid(this.#options.seed, 'request', String(this.#lastSeq)).replaceAll('-', '');
    const received: ReceivedRequest = {
      seq: this.#lastSeq,
      at: new Date(this.#options.nowMs()).toISOString(),
      requestId: `req_011${id.slice(0, 21)}`,
      method,
      path,
      headers: withoutKey(headers),
      body: readable(body),
      status: 0,
    };
    this.#received.push(received);
    if (this.#received.length > MOST_KEPT) this.#received.shift();
    return received;
  }

  #answer(request: RawRequest, received: ReceivedRequest): ClaudeAnswer {
    const { requestId } = received;
    try {
      const checked = check(request, this.apiKey);
      const fault = this.#faults.next();
      if (fault !== undefined) received.fault = fault;
      const { retryAfterSeconds } = this.#faults;
      const instead = fault && faultAnswer(fault, { requestId, retryAfterSeconds });
      if (instead) return instead;
      const [scripted] = this.#script;
      // An answer that does not arrive as it is stays the next one.
      if (fault === undefined || fault === 'slow') this.#script.shift();
      return this.#say(checked, { ...scripted, fault: fault ?? scripted?.fault }, received);
    } catch (error) {
      if (error instanceof ApiRefusal) return refusalAnswer(error, requestId);
      throw error;
    }
  }

  #say(
    request: CheckedRequest,
    scripted: ScriptedResponse,
    received: ReceivedRequest,
  ): ClaudeAnswer {
    const { fault, status = 200, headers = {}, body } = scripted;
    if (fault !== undefined) received.fault = fault;
    const { requestId } = received;
    const { retryAfterSeconds } = this.#faults;
    const instead = fault && faultAnswer(fault, { requestId, retryAfterSeconds });
    if (instead) return instead;
    const usage = this.#cache.use(
      request,
      traitsOf(request.model)?.leastCachedTokens ?? 0,
      this.#options.nowMs(),
    );
    const said = afterFault(this.#think(request, scripted, requestId), fault);
    const id = requestId.slice('req_011'.length);
    const message = jsonAnswer(status, JSON.stringify(buildMessage(request, said, { id, usage })));
    return {
      ...message,
      headers: { ...message.headers, ...lowerCase(headers) },
      body: body ?? message.body,
      manner: fault === 'cut' || fault === 'slow' ? fault : 'whole',
    };
  }

  /** The content of the answer: scripted as it is, else what the mode says, within the request's limit. */
  #think(request: CheckedRequest, scripted: ScriptedResponse, seed: string): Said {
    const { text, blocks, stopReason = 'end_turn' } = scripted;
    if (blocks) return { blocks, stopReason, thinkingTokens: 0 };
    const thinks =
      (request.thinking === 'adaptive' || request.thinking === 'enabled') &&
      this.#random() < THINKING_SHARE;
    const said: Said = {
      blocks: [
        ...(thinks ? [thinkingBlock(request, seed)] : []),
        textBlock(text ?? modeText(this.#mode, request)),
      ],
      stopReason,
      thinkingTokens: thinks ? Math.ceil(this.#random() * MOST_THINKING_TOKENS) : 0,
    };
    return text === undefined ? withinLimit(said, request.maxTokens) : said;
  }
}

function check({ method, path, headers, body, size }: RawRequest, apiKey: string): CheckedRequest {
  if (size > LARGEST_BODY_BYTES)
    throw new ApiRefusal(413, 'request_too_large', 'Request exceeds the maximum size');
  const { pathname, search } = new URL(path, 'http://127.0.0.1');
  if (pathname !== '/v1/messages') throw new ApiRefusal(404, 'not_found_error', 'Not Found');
  if (method !== 'POST') throw new ApiRefusal(405, 'invalid_request_error', 'Method Not Allowed');
  if (search !== '') throw notHere('query parameters');
  checkHeaders(headers, apiKey);
  const request = checkRequest(body, hasSampling(headers));
  const tokens = inputTokens(request);
  const most = traitsOf(request.model)?.contextTokens ?? 0;
  if (tokens > most) throw invalid(`prompt is too long: ${tokens} tokens > ${most} maximum`);
  return request;
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function readable(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the mode says; without a schema a model wraps its JSON in words. */
function modeText(mode: ClaudeMode, { messages, schema }: CheckedRequest): string {
  const words =
    messages
      .at(-1)
      ?.parts.map(({ text }) => text)
      .join('\n') ?? '';
  const reply = JSON.stringify(mode === 'obedient' ? obeyEverybody(words) : NOTHING_ASKED);
  return schema === undefined ? `Here is my reading:\n\n\`\`\`json\n${reply}\n\`\`\`` : reply;
}

/** What a refusal or a limit makes of what was said. */
function afterFault(said: Said, fault: string | undefined): Said {
  if (fault === 'refusal')
    return {
      blocks: [],
      stopReason: 'refusal',
      stopDetails: {
        type: 'refusal',
        category: 'cyber',
        explanation: 'This request was declined.',
      },
      thinkingTokens: said.thinkingTokens,
    };
  if (fault !== 'max-tokens') return said;
  const blocks = said.blocks.map((block) => {
    const { type, text } = (block ?? {}) as { type?: unknown; text?: unknown };
    return type === 'text' && typeof text === 'string'
      ? textBlock(text.slice(0, Math.floor(text.length / 2)))
      : block;
  });
  return { ...said, blocks, stopReason: 'max_tokens' };
}
