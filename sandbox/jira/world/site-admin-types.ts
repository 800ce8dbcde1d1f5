/** What belongs to the site as a whole: its announcement banner, the app's webhooks, its advanced settings. */

/** The announcement banner every page shows. */
export interface Banner {
  message: string;
  isEnabled: boolean;
  isDismissible: boolean;
  visibility: 'public' | 'private';
}

/** A dynamic webhook of the app; it ends by itself. */
export interface Webhook {
  id: number;
  url: string;
  events: string[];
  jqlFilter: string;
  fieldIdsFilter: string[];
  issuePropertyKeysFilter: string[];
  expires: number;
}

/** An advanced setting; every value is a text. */
export interface SiteSetting {
  name: string;
  type: string;
  value: string;
  defaultValue: string;
}

/** What the site has besides its objects. */
export interface SiteAdministration {
  banner: Banner;
  webhooks: Record<string, Webhook>;
  settings: Record<string, SiteSetting>;
}

const setting = (name: string, type: string, defaultValue: string): SiteSetting => ({
  name,
  type,
  value: defaultValue,
  defaultValue,
});

/** A site as Atlassian hands it over, with a banner that is not shown. */
export function newSiteAdministration(): SiteAdministration {
  return {
    banner: {
      message: 'Maintenance on <b>Sunday</b>',
      isEnabled: false,
      isDismissible: false,
      visibility: 'private',
    },
    webhooks: {},
    settings: {
      'jira.clone.prefix': setting('The prefix of cloned issues', 'string', 'CLONE -'),
      'jira.issue.actions.order': setting('Order of issue actions', 'enum', 'asc'),
      'jira.view.issue.links.sort.order': setting(
        'Order of issue links',
        'string',
        'type, status, priority',
      ),
      'jira.comment.collapsing.minimum.hidden': setting('Comments to collapse', 'uint', '4'),
      'jira.date.picker.java.format': setting('Date format', 'string', 'd/MMM/yy'),
    },
  };
}
