import { explainResolution } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/command.js';
import { gatherPlaces } from '../../key/gather-places.js';
import { keyJson } from '../../key/key-json.js';
import { failureJson } from '../../terminal/failure-json.js';
import { printJson } from '../../terminal/print-json.js';
import { checkExpectations } from './expectations.js';
import { resolveView, unmetView } from './resolve-view.js';

/** A job that would use another key fails like one that has none: the cure is in the same places. */
const NOT_THE_KEY = 3;

/** Tells which key would be used, and why that one. Sends and stores nothing. */
export const resolve: Run = async (call, context) => {
  checkExpectations(call.lists.expect ?? [], undefined);
  const places = await gatherPlaces(call, context);
  const explanation = explainResolution(places.input);
  const { resolved, error, considered } = explanation;
  const expected = checkExpectations(call.lists.expect ?? [], resolved);
  const unmet = expected.filter(({ met }) => !met);
  if (call.flags.json) {
    printJson(context, {
      ok: resolved !== undefined && unmet.length === 0,
      ...(resolved === undefined ? {} : { key: keyJson(resolved) }),
      ...(error === undefined ? {} : { failure: failureJson(error.failure) }),
      ...(expected.length === 0 ? {} : { expected }),
      considered,
      warnings: resolved?.warnings ?? [],
      config: places.configPath,
      ...(places.settingsPath === undefined ? {} : { settings: places.settingsPath }),
    });
  } else resolveView(explanation, places, call, context);
  if (resolved !== undefined) unmetView(unmet, resolved, context);
  return error?.failure.exitCode ?? (unmet.length > 0 ? NOT_THE_KEY : 0);
};
