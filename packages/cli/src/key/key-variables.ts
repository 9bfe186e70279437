/** The variable that holds a key. */
export const KEY_VARIABLE = 'DLUBAL_API_KEY';
/** The variable that holds the name of one. */
export const KEY_NAME_VARIABLE = 'DLUBAL_API_KEY_NAME';
