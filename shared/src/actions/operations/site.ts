/** Jira's operations on the site itself, its tasks and webhooks: id, method, path, scopes. */
import { API, CONFIGURATION, WORK, WRITE } from './parts.ts';

/** Rows of the table of operations. */
export const siteOperations = [
  ['getTask', 'GET', `${API}/task/{taskId}`, WORK],
  ['bulkEditDashboards', 'PUT', `${API}/dashboard/bulk/edit`, WRITE],
  ['getDashboardsPaginated', 'GET', `${API}/dashboard/search`, WORK],
  ['createDashboard', 'POST', `${API}/dashboard`, WRITE],
  ['copyDashboard', 'POST', `${API}/dashboard/{id}/copy`, WRITE],
  ['deleteDashboard', 'DELETE', `${API}/dashboard/{id}`, WRITE],
  ['registerDynamicWebhooks', 'POST', `${API}/webhook`, WORK, 'manage:jira-webhook'],
  ['getDynamicWebhooksForApp', 'GET', `${API}/webhook`, WORK, 'manage:jira-webhook'],
  ['deleteWebhookById', 'DELETE', `${API}/webhook`, WORK, 'manage:jira-webhook'],
  ['setBanner', 'PUT', `${API}/announcementBanner`, CONFIGURATION],
  ['getBanner', 'GET', `${API}/announcementBanner`, CONFIGURATION],
  ['setApplicationProperty', 'PUT', `${API}/application-properties/{id}`, CONFIGURATION],
  ['getAdvancedSettings', 'GET', `${API}/application-properties/advanced-settings`, CONFIGURATION],
] as const;
