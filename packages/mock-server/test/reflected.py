"""What the scripts that read answers of reflection share. Messages are read by hand, without generated code."""


def fields(data):
    """Number and content of the length-delimited fields of a message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        tag, value = varint(), varint()
        if tag & 7 == 2:
            yield tag >> 3, data[at : at + value]
            at += value


def load(pool, files, name):
    """Adds a file after those that it imports."""
    file = files.pop(name, None)
    if file is not None:
        for other in file.dependency:
            load(pool, files, other)
        pool.Add(file)
