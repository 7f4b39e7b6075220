import type { Json } from '../../../json.ts';
import { RuntimeError } from '../errors/runtime.ts';
import type { Scope } from '../scope.ts';
import type { Path } from './ast.ts';
import { evaluatePath, PathNotFound } from './evaluate.ts';

/** The document that a path looks into. Throws RuntimeError for a variable that is not there. */
export function documentOf(path: Path, scope: Scope): Json {
  const { root } = path;
  if (root.kind === 'input') return scope.input;
  if (root.kind === 'context') return scope.context();
  const { name } = root;
  if (Object.hasOwn(scope.variables, name)) return scope.variables[name] as Json;
  throw new RuntimeError(`The variable '$${name}' could not be found`);
}

/** The value of a field such as InputPath or TimeoutSecondsPath. Throws RuntimeError in Jayway's words. */
export function readField(path: Path, scope: Scope): Json {
  try {
    return evaluatePath(path, documentOf(path, scope));
  } catch (thrown) {
    if (thrown instanceof PathNotFound)
      throw new RuntimeError(`Invalid path '${path.text}' : ${thrown.message}`);
    throw thrown;
  }
}

/** The value of a `name.$` member, ErrorPath or CausePath. Throws RuntimeError that names the field and shows the input. */
export function readNamed(path: Path, field: string, scope: Scope): Json {
  const document = documentOf(path, scope);
  try {
    return evaluatePath(path, document);
  } catch (thrown) {
    if (!(thrown instanceof PathNotFound)) throw thrown;
    throw new RuntimeError(
      `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(document)}'`,
    );
  }
}
