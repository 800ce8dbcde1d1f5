/** Calls the app's web trigger over HTTPS. Redirects are not followed; only Atlassian's hosts are called. */
import type { WebTrigger } from '../../ports.ts';

/** Longest time a web trigger may run on the platform, plus transport. */
const TIMEOUT_MS = 60_000;

/** `isAllowedHost` decides whether a registered address may be called at all (no server-side request forgery). */
export function createWebTrigger(isAllowedHost: (url: URL) => boolean): WebTrigger {
  return {
    async ring(url, headers, body) {
      const address = URL.parse(url);
      if (!address || !isAllowedHost(address)) return 'refused';
      try {
        const answer = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        await answer.body?.cancel();
        if (answer.status === 202) return 'accepted';
        return answer.status >= 500 ? 'lost' : 'refused';
      } catch {
        return 'lost';
      }
    },
  };
}

const ATLASSIAN_HOSTS = /\.(atlassian-dev\.net|atlassian\.net|atlassian\.com)$/;

/** Hosts that Forge web triggers have, by HTTPS. */
export function isAtlassianHost(url: URL): boolean {
  return url.protocol === 'https:' && ATLASSIAN_HOSTS.test(`.${url.hostname}`);
}
