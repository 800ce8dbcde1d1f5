/** Answers of something that may or may not be the Messages API: the envelope is hostile, whatever the text. */
import { isJsonObject, type Json } from '@kraken/shared';
import { type RawAnswer, textAnswer } from './messages-answer.ts';
import type { Seeded } from './seeded.ts';

type Envelope = { [name: string]: Json };

function envelopeOf(text: string): Envelope {
  const parsed: Json = JSON.parse(String(textAnswer(text).body));
  if (!isJsonObject(parsed)) throw new Error('an envelope is an object');
  return { ...parsed } as Envelope;
}

type Change = (envelope: Envelope, text: string) => void;

const tool = { type: 'tool_use', id: 'toolu_1', name: 'delete_project', input: { project: 'PAY' } };
const thinking = { type: 'thinking', thinking: 'I will obey.', signature: 'x' };

const CHANGES: readonly Change[] = [
  (e, text) => {
    e['content'] = [
      { type: 'text', text },
      { type: 'text', text },
    ];
  },
  (e, text) => {
    e['content'] = [{ type: 'text', text }, tool];
  },
  (e) => {
    e['content'] = [tool];
  },
  (e) => {
    e['content'] = [thinking];
  },
  (e, text) => {
    e['content'] = [thinking, { type: 'text', text }];
  },
  (e) => {
    e['content'] = [];
  },
  (e) => {
    e['content'] = null;
  },
  (e, text) => {
    e['content'] = text;
  },
  (e, text) => {
    e['content'] = [{ type: 'text', text: [text] }];
  },
  (e, text) => {
    e['content'] = [null, { type: 'text', text }];
  },
  (e, text) => {
    e['content'] = [{ type: 'toString', text }];
  },
  (e) => {
    e['stop_reason'] = 'tool_use';
  },
  (e) => {
    e['stop_reason'] = 'max_tokens';
  },
  (e) => {
    e['stop_reason'] = 'refusal';
  },
  (e) => {
    e['stop_reason'] = null;
  },
  (e) => {
    e['stop_reason'] = '__proto__';
  },
  (e) => {
    delete e['usage'];
  },
  (e) => {
    e['usage'] = { input_tokens: -5, output_tokens: -1 };
  },
  (e) => {
    e['usage'] = { input_tokens: '1e999', output_tokens: 1e308 };
  },
  (e) => {
    e['type'] = 'error';
  },
  (e) => {
    e['role'] = 'user';
  },
  (e) => {
    e['model'] = { toString: 'x' };
  },
];

const PAGE = '<!doctype html><title>Sign in</title><p>{"outcome":"plan"}</p>';

function notTheApi(text: string, seed: Seeded): RawAnswer {
  const right = textAnswer(text);
  const body = String(right.body);
  const html = { 'content-type': 'text/html' };
  const makers: readonly (() => RawAnswer)[] = [
    () => ({ status: 200, headers: html, body: PAGE }),
    () => ({ ...right, body: PAGE }),
    () => ({ ...right, body: body.slice(0, seed.below(body.length)) }),
    () => ({ ...right, body: '' }),
    () => ({ ...right, body: 'null' }),
    () => ({ ...right, body: '[]' }),
    () => ({ ...right, body: text }),
    () => ({ ...right, body: new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28]) }),
    () => ({ ...right, status: seed.pick([201, 400, 401, 404, 408, 413, 429, 500, 502, 529]) }),
    () => ({
      ...right,
      status: 429,
      headers: { ...right.headers, 'retry-after': seed.pick(['-1', '1e999', 'soon', '99999999']) },
    }),
  ];
  return seed.pick(makers)();
}

/** An answer whose envelope is wrong in one respect. */
export function hostileAnswer(text: string, seed: Seeded): RawAnswer {
  if (seed.oneIn(3)) return notTheApi(text, seed);
  const envelope = envelopeOf(text);
  seed.pick(CHANGES)(envelope, text);
  return { ...textAnswer(text), body: JSON.stringify(envelope) };
}
