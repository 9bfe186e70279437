/** Where the pages for users are published: the site's build, `failure.docs` and the command line follow. */
export const SITE_ADDRESS = 'https://dlubal-kit.github.io/dlubal-kit/';

/** The page of a kind of failure. */
export const failurePage = (kind: string): string => `${SITE_ADDRESS}failures/${kind}`;
