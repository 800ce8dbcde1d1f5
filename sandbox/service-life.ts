/**
 * One life of the service's child process: from its start to its death. It guarantees that every question is answered or
 * rejected, also when the child dies, and that no line it prints is lost.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { CheckpointName } from '../approval-service/src/checkpoints.ts';
import { ROOT } from './find-folders.ts';
import {
  SETTINGS_VARIABLE,
  type ServiceMessage,
  type ServiceQuestion,
  type ServiceSettings,
} from './service-messages.ts';

const ENTRY = join(import.meta.dirname, 'service-process.ts');
/** Halves the time a start takes; Node checks every file it finds there against its source. */
const COMPILE_CACHE = join(ROOT, 'build', 'compile-cache');

const LAST_LINES = 12;

/** Why the child could not start. */
export class ServiceNotStarted extends Error {
  override readonly name = 'ServiceNotStarted';
  readonly isPortTaken: boolean;
  constructor(sentence: string, isPortTaken: boolean) {
    super(sentence);
    this.isPortTaken = isPortTaken;
  }
}

/** One life of the child. */
export interface ServiceLife {
  child: ChildProcess;
  /** Resolves when the process is gone. */
  gone: Promise<void>;
  ask(question: ServiceQuestion): Promise<unknown>;
}

/** What outlives the child. */
export interface ServiceKeeping {
  lines: string[];
  passed: Map<CheckpointName, number>;
}

/** Starts the process. Rejects with `ServiceNotStarted` when it ends before it listens. */
export function startLife(
  settings: ServiceSettings,
  keeping: ServiceKeeping,
): Promise<ServiceLife> {
  const child = spawn(process.execPath, ['--conditions=@kraken/source', ENTRY], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      ...process.env,
      [SETTINGS_VARIABLE]: JSON.stringify(settings),
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => keeping.lines.push(line));
  }
  const questions = createQuestions(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      questions.giveUp();
      resolve();
    });
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    void gone.then(() => {
      const last = keeping.lines.slice(-LAST_LINES).join('\n');
      reject(new ServiceNotStarted(`the service ended at its start\n${last}`, false));
    });
    child.on('message', (message: ServiceMessage) => {
      switch (message.type) {
        case 'ready':
          return resolve({ child, gone, ask: questions.ask });
        case 'not-started':
          return reject(new ServiceNotStarted(message.sentence, message.isPortTaken));
        case 'passed':
          return keeping.passed.set(message.point, (keeping.passed.get(message.point) ?? 0) + 1);
        default:
          return questions.answered(message);
      }
    });
  });
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Questions under way, by id. */
function createQuestions(child: ChildProcess) {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  return {
    ask: (question: ServiceQuestion): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(new Error('the service is down'));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.send({ ...question, id: lastId }, (error) => {
          if (error) reject(error);
        });
      }),
    answered(message: Extract<ServiceMessage, { id: number }>): void {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'answer') asked?.resolve(message.value);
      else asked?.reject(new Error(message.sentence));
    },
    giveUp(): void {
      for (const { reject } of waiting.values()) reject(new Error('the service died'));
      waiting.clear();
    },
  };
}
