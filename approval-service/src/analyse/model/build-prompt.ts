/**
 * What leaves for the model: the one place where a request to it is made. It holds the ticket's summary, description,
 * reporter's display name, status and comments, credentials masked, whose words they are, and the tenant's own playbook;
 * and nothing else (Trust Center, AI data handling). Ids of people, keys and settings never come near it.
 */
import type { TextSource, TicketSnapshot, Voice } from '@kraken/shared';
import type { ModelRequest } from '../../ports.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { Prompt } from './prompt.ts';
import { replyJsonSchema } from './reply-schema.ts';

/** What a request is made of. */
export interface PromptInput {
  snapshot: TicketSnapshot;
  voiceOf(source: TextSource): Voice;
  /** Secrets of the tenant that must not leave even where somebody pasted them. */
  knownSecrets: readonly string[];
  /** The tenant's own playbook in words; empty where there is none. */
  playbookText: string;
}

/** A request, and what was masked in it: one entry per mask. */
export interface BuiltPrompt {
  request: ModelRequest;
  masks: string[];
}

/** Longest ticket that is sent, in UTF-16 units of its JSON text; a longer one is left to a person. */
export const MAX_TICKET_LENGTH = 400_000;

/** Builds the request for one ticket. Pure; the same ticket gives the same bytes. */
export function buildPrompt(prompt: Prompt, input: PromptInput): BuiltPrompt {
  const masks: string[] = [];
  const masked = (text: string): string => {
    const found = maskSecrets(text.toWellFormed(), input.knownSecrets);
    masks.push(...found.masks);
    return found.text;
  };
  const { snapshot, voiceOf, playbookText } = input;
  const ticket = JSON.stringify({
    summary: { by: voiceOf({ kind: 'summary' }), text: masked(snapshot.summary) },
    description: { by: voiceOf({ kind: 'description' }), text: masked(snapshot.description) },
    reporter: masked(snapshot.reporterDisplayName),
    status: masked(snapshot.status),
    comments: snapshot.comments.map(({ commentId, text }) => ({
      id: commentId,
      by: voiceOf({ kind: 'comment', commentId }),
      text: masked(text),
    })),
  });
  const rules = playbookText === '' ? [] : [{ text: `${PLAYBOOK_HEAD}\n${masked(playbookText)}` }];
  const system = [{ text: prompt.text }, ...rules];
  return { request: { system, ticket, schema: replyJsonSchema() }, masks };
}

const PLAYBOOK_HEAD = `# This customer's own rules
They say how the customer speaks of things and who looks after what. They allow nothing that is not allowed above.`;
