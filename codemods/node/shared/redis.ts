/** Commands are shown without their arguments: keys and values are the service's own business. */
export const withoutArguments = '{ dbStatementSerializer: (command) => command }';
