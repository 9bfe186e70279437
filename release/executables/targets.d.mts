export const HERE: string;
