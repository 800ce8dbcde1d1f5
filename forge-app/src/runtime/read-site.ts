/** Site of the running invocation, from the platform. */
import { __getRuntime, webTrigger } from '@forge/api';
import type { Site } from '../triggers/register';

const WEB_TRIGGER = 'work-order-door';
const SITE_ARI = /^ari:cloud:jira:[^/]*:site\/([0-9a-f-]{36})$/;

/** Cloud id out of a site's ARI, as the platform hands it to every function; undefined when it is none. */
function parseCloudId(ari: string): string | undefined {
  return SITE_ARI.exec(ari)?.[1];
}

/** Cloud id and web trigger address. The address is stable per module, site and environment. */
export async function readSite(): Promise<Site> {
  const cloudId = parseCloudId(__getRuntime().contextAri);
  if (cloudId === undefined) throw new Error('the invocation names no Jira site');
  return { cloudId, webTriggerUrl: await webTrigger.getUrl(WEB_TRIGGER) };
}
