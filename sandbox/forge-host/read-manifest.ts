/**
 * The manifest as the host needs it. It guarantees that every reference the host follows exists; it does not repeat the
 * gate (`tools/forge-check.cjs`), and it refuses what it cannot play (modules with `endpoint` other than a page's resolver).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const moduleSchema = z.looseObject({ key: z.string(), function: z.string().optional() });
const eventSchema = z.union([
  z.string(),
  z.looseObject({ eventType: z.string(), filter: z.looseObject({}).optional() }),
]);
const triggerSchema = moduleSchema.extend({
  function: z.string(),
  events: z.array(eventSchema),
  filter: z.looseObject({ ignoreSelf: z.boolean().optional() }).optional(),
});
const outputSchema = z.object({
  key: z.string(),
  statusCode: z.number(),
  contentType: z.string().default('text/plain'),
  body: z.string().default(''),
});
const webTriggerSchema = moduleSchema.extend({
  function: z.string(),
  response: z.object({
    type: z.enum(['static', 'dynamic']),
    outputs: z.array(outputSchema).default([]),
  }),
});
const pageSchema = moduleSchema.extend({
  title: z.string(),
  resource: z.string(),
  resolver: z
    .object({ function: z.string().optional(), endpoint: z.string().optional() })
    .optional(),
});
const tokenSchema = z.looseObject({ enabled: z.boolean().optional() }).optional();
const remoteSchema = z.object({
  key: z.string(),
  baseUrl: z.union([z.string(), z.record(z.string(), z.string())]),
  operations: z.array(z.string()).default([]),
  auth: z.object({ appSystemToken: tokenSchema, appUserToken: tokenSchema }).optional(),
});
const addressSchema = z.union([
  z.string(),
  z.object({ address: z.string() }),
  z.object({ remote: z.string() }),
]);
const modulesSchema = z.looseObject({
  trigger: z.array(triggerSchema).default([]),
  preUninstall: z.array(moduleSchema.extend({ function: z.string() })).default([]),
  consumer: z.array(moduleSchema.extend({ queue: z.string(), function: z.string() })).default([]),
  scheduledTrigger: z
    .array(
      moduleSchema.extend({
        function: z.string(),
        interval: z.enum(['fiveMinute', 'hour', 'day', 'week']),
      }),
    )
    .default([]),
  webtrigger: z.array(webTriggerSchema).default([]),
  endpoint: z
    .array(moduleSchema.extend({ remote: z.string(), route: z.looseObject({}).optional() }))
    .default([]),
  'jira:issuePanel': z.array(pageSchema).default([]),
  'jira:adminPage': z.array(pageSchema).default([]),
  action: z.array(moduleSchema.extend({ function: z.string() })).default([]),
  function: z.array(
    z.looseObject({ key: z.string(), handler: z.string(), timeoutSeconds: z.number().optional() }),
  ),
});
const manifestSchema = z.looseObject({
  app: z.looseObject({ id: z.string() }),
  modules: modulesSchema,
  remotes: z.array(remoteSchema).default([]),
  resources: z.array(z.looseObject({ key: z.string(), path: z.string() })).default([]),
  permissions: z.looseObject({
    scopes: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
    external: z
      .looseObject({
        fetch: z
          .looseObject({
            backend: z.array(addressSchema).default([]),
            client: z.array(addressSchema).default([]),
          })
          .optional(),
      })
      .optional(),
  }),
});

/** The parsed manifest. */
export type HostManifest = z.infer<typeof manifestSchema>;
/** A front-end module: issue panel or admin page. */
export type PageModule = z.infer<typeof pageSchema>;
/** A module listening to events. */
export type TriggerModule = z.infer<typeof triggerSchema>;
/** A module with a public address. */
export type WebTriggerModule = z.infer<typeof webTriggerSchema>;
/** A server of ours the app may call. */
export type RemoteDeclaration = z.infer<typeof remoteSchema>;

/** Reads `manifest.yml` of the folder; throws with the first thing the host could not play. */
export function readManifest(appFolder: string): HostManifest {
  const text = readFileSync(path.join(appFolder, 'manifest.yml'), 'utf8');
  const manifest = manifestSchema.parse(parse(text));
  const keys = new Set(manifest.modules.function.map((f) => f.key));
  for (const { type, key, function: used } of listFunctionModules(manifest)) {
    if (!keys.has(used))
      throw new Error(
        `${type} ${key} names the function ${used}, which the manifest does not declare`,
      );
  }
  return manifest;
}

/** Every module that runs a function, with its type. */
export function listFunctionModules(
  manifest: HostManifest,
): { type: string; key: string; function: string }[] {
  const { modules } = manifest;
  const plain = (
    ['trigger', 'preUninstall', 'consumer', 'scheduledTrigger', 'webtrigger', 'action'] as const
  ).flatMap((type) => modules[type].map((m) => ({ type, key: m.key, function: m.function })));
  const pages = listPages(manifest).flatMap(({ type, page }) =>
    page.resolver?.function ? [{ type, key: page.key, function: page.resolver.function }] : [],
  );
  return [...plain, ...pages];
}

/** All front-end modules with their types. */
export function listPages(manifest: HostManifest): { type: string; page: PageModule }[] {
  return (['jira:issuePanel', 'jira:adminPage'] as const).flatMap((type) =>
    manifest.modules[type].map((page) => ({ type, page })),
  );
}

/** The scopes, whether written as a list or as a map. */
export function listScopes(manifest: HostManifest): string[] {
  const { scopes } = manifest.permissions;
  return Array.isArray(scopes) ? scopes : Object.keys(scopes);
}

/** Hosts a function may `fetch` from: those of `permissions.external.fetch.backend` given as addresses. */
export function listBackendHosts(manifest: HostManifest): string[] {
  return (manifest.permissions.external?.fetch?.backend ?? []).flatMap((entry) => {
    const address = typeof entry === 'string' ? entry : 'address' in entry ? entry.address : '';
    return address ? [address.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '')] : [];
  });
}
