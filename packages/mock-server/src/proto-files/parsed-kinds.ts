import type protobuf from 'protobufjs';

type Parsed = protobuf.ReflectionObject;

// By what each has, since a class is another one in another realm.
export const isMessage = (each: Parsed): each is protobuf.Type => 'fields' in each;
export const isEnum = (each: Parsed): each is protobuf.Enum => 'values' in each;
export const isService = (each: Parsed): each is protobuf.Service => 'methods' in each;
export const isField = (each: Parsed): each is protobuf.Field => 'id' in each;
export const isMap = (each: Parsed): boolean => 'keyType' in each;
/** A package, or what can hold other declarations. */
export const isScope = (each: Parsed): each is protobuf.Namespace => 'nestedArray' in each;
