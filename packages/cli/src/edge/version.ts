import manifest from '../../package.json' with { type: 'json' };

/** Version of this package, fixed when it was built. */
export const VERSION: string = manifest.version;
