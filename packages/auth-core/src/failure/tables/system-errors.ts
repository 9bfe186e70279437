/** One error of the sockets of an operating system. */
interface SystemError {
  /** Names in C, Rust, Go and .NET. */
  readonly names: readonly string[];
  /** Numbers on Linux, macOS and Windows: the same whatever language the system speaks. */
  readonly numbers: readonly number[];
  /** What the systems print, tried after names and numbers. Windows translates its texts; these are pieces of them. */
  readonly words: readonly string[];
}

/**
 * What the systems report about a socket. Sources: errno(3) of Linux and macOS, "Windows Sockets Error Codes", and the
 * texts of Windows in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Russian, Japanese, Chinese
 * and Korean.
 */
const SYSTEM_ERRORS = {
  refused: {
    names: ['W?S?A?ECONNREFUSED', 'ConnectionRefused'],
    numbers: [111, 61, 10_061],
    words: [
      'connection refused',
      'connection was refused',
      'actively refused',
      'Zielcomputer die Verbindung verweigerte',
      'Verbindungsaufbau abgelehnt',
      'expressément refusée',
      'Connexion refusée',
      'denegó expresamente',
      'Conexión rehusada',
      'Rifiuto persistente',
      'Connessione rifiutata',
      'recusou ativamente',
      'recusou a ligação',
      'recusou a conexão',
      'as recusou',
      'actief heeft geweigerd',
      'aktywnie (?:go|jej) odmawia',
      'aktivně odmítl',
      'отверг запрос на подключение',
      '拒否されたため、接続できません',
      '积极拒绝',
      '拒絕連線',
      '연결을 거부했으므로',
    ],
  },
  timedOut: {
    names: ['W?S?A?ETIMEDOUT', 'kind: TimedOut'],
    numbers: [110, 60, 10_060],
    words: ['(?:connection|operation|connect(?:\\(\\))?) timed out', 'connect timeout', 'i/o timeout'],
  },
  /** Windows' text for 10060 and its translations: it begins with the attempt to connect. */
  attemptFailed: {
    names: [],
    numbers: [10_060],
    words: [
      'A connection attempt failed because',
      'Ein Verbindungsversuch ist fehlgeschlagen',
      'Une tentative de connexion a échoué',
      'error durante el intento de conexión',
      'Risposta non corretta della parte connessa',
      'tentativa de conexão falhou',
      'Een poging om verbinding te maken is mislukt',
      'Próba połączenia nie powiodła się',
      'Pokus o připojení selhal',
      'Попытка установить соединение была безуспешной',
      '正しく応答しなかったため、接続できません',
      '连接尝试失败',
      '連線嘗試失敗',
    ],
  },
  noRoute: {
    names: [
      'W?S?A?E(?:HOST|NET)UNREACH',
      'EADDRNOTAVAIL',
      'EHOSTDOWN',
      'ENETDOWN',
      '(?:Host|Network)Unreachable',
    ],
    numbers: [113, 65, 10_065, 101, 51, 10_051, 99, 49, 10_049, 112, 64, 10_064, 100, 50, 10_050],
    words: [
      'no route to host',
      '(?:network|host) (?:is )?(?:unreachable|down)\\b',
      'unreachable (?:network|host)',
      'requested address is not valid in its context',
      'cannot assign requested address',
      'nicht erreichbare[nrs]? (?:Netzwerk|Host)',
    ],
  },
  reset: {
    names: [
      'W?S?A?ECONNRESET',
      'W?S?A?ECONNABORTED',
      'EPIPE',
      'ConnectionReset',
      'ConnectionAborted',
      'BrokenPipe',
      'NetworkReset',
    ],
    numbers: [104, 54, 10_054, 103, 53, 10_053, 32, 10_052, 10_058],
    words: [
      // NIO says it of a refusal as well.
      'connection reset(?! \\(error set\\))',
      'connection abort',
      'broken pipe',
      'forcibly closed',
      'aborted by the software in your host',
      'Verbindung wurde softwaregesteuert',
      'abandonnée par un logiciel de votre ordinateur',
      'conexión establecida por el software',
      'interrotta dal software del computer host',
      'anulada pelo software',
      'verbroken door de software',
      'przerwane przez oprogramowanie',
      'přerušeno softwarem',
      'хост-компьютере разорвала',
      'によって中止されました',
      '主机中的软件中止',
      '主機上的軟體已經中止',
      '소프트웨어의 의해 중단',
      'vom Remotehost geschlossen',
      'durch den Remotehost geschlossen',
      'fermée par l.hôte distant',
      'por el host remoto',
      'interrotta forzatamente',
      'pelo host remoto',
      'door de externe host (?:verbroken|gesloten)',
      'zdalnego hosta',
      'vzdáleným hostitelem',
      'удаленный хост принудительно разорвал',
      'リモート ホストに強制的に切断',
      '远程主机强迫关闭',
      '遠端主機強制關閉',
      '원격 호스트에 의해 강제로',
      'Verbindung (?:wurde )?(?:vom Kommunikationspartner )?zurückgesetzt',
    ],
  },
  unknownHost: {
    names: [
      'ENOTFOUND',
      'EAI_(?:AGAIN|NONAME|NODATA|FAIL)',
      'HostNotFound',
      'WSAHOST_NOT_FOUND',
      'WSANO_DATA',
    ],
    // The last is WinHTTP's.
    numbers: [11_001, 11_002, 11_003, 11_004, 12_007],
    words: [
      'no such host',
      'remote name could not be resolved',
      'Remotename konnte nicht aufgelöst',
      'nom distant n.a pas pu être résolu',
      'name or service not known',
      'temporary failure in name resolution',
      'nodename nor servname',
      'no address associated with hostname',
      'Host ist unbekannt',
      'kein solcher Host',
      'Der Name oder der Dienst ist nicht bekannt',
      'Hôte inconnu',
      'Nom ou service inconnu',
      'Host desconocido',
      'Host sconosciuto',
      'Host desconhecido',
      'Host onbekend',
      'Host jest nieznany',
      'hostitel není znám',
      'хост неизвестен',
      'ホストは不明です',
      '不知道这样的主机',
      '無法識別這台主機',
      '알려진 호스트가 없습니다',
    ],
  },
} as const satisfies Record<string, SystemError>;

/** What is written in front of the number of an error. */
const NUMBERED = String.raw`(?:errno|os error|winerror|socketexception|win32exception|errorcode|wsa_error|os_error|os \{ code|code 0x[0-9a-f]{1,8},|winhttpexception: error)[^\w\n]{1,6}`;

/** The source of a pattern that finds the error by name, by number, or by words. */
export function systemError(error: keyof typeof SYSTEM_ERRORS): string {
  const { names, numbers, words } = SYSTEM_ERRORS[error];
  const named = names.map((name) => String.raw`\b${name}\b`);
  const numbered = String.raw`${NUMBERED}(?:${numbers.join('|')})\b`;
  // gRPC C++ on Windows.
  const inWindows = numbers.filter((number) => number > 10_000).map((number) => `-- ${number}\\)`);
  return `(?:${[...named, numbered, ...inWindows, ...words].join('|')})`;
}
