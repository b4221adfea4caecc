package org.nsm.analyzers.smb1;

import org.nsm.api.Connection;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.spi.AnalyzerContext;

/** The commands on files and directories. Methods return false for a block that does not fit. */
final class FileCommands {

    private final AnalyzerContext context;
    private final Smb1Channels channels;
    private final FileTransfers transfers;

    FileCommands(AnalyzerContext context, Smb1Channels channels, FileTransfers transfers) {
        this.context = context;
        this.channels = channels;
        this.transfers = transfers;
    }

    private Connection connection() {
        return context.connection();
    }

    boolean createDirectory(Smb1Message message) {
        Fields in = message.fields();
        boolean wanted = channels.createDirectoryRequest.wanted();
        String path = FileBlocks.path(in, wanted);
        if (in.fit() && wanted) {
            channels.createDirectoryRequest.raise(
                    new Smb1Event.CreateDirectoryRequest(connection(), message.header(), path));
        }
        return in.fit();
    }

    boolean directoryCreated(Smb1Message message) {
        message.fields().skip(Short.BYTES);
        if (message.fields().fit() && channels.createDirectoryResponse.wanted()) {
            channels.createDirectoryResponse.raise(
                    new Smb1Event.CreateDirectoryResponse(connection(), message.header()));
        }
        return message.fields().fit();
    }

    boolean checkDirectory(Smb1Message message) {
        Fields in = message.fields();
        boolean wanted = channels.checkDirectoryRequest.wanted();
        String path = FileBlocks.path(in, wanted);
        if (in.fit() && wanted) {
            channels.checkDirectoryRequest.raise(
                    new Smb1Event.CheckDirectoryRequest(connection(), message.header(), path));
        }
        return in.fit();
    }

    boolean directoryChecked(Smb1Message message) {
        message.fields().skip(Short.BYTES);
        if (message.fields().fit() && channels.checkDirectoryResponse.wanted()) {
            channels.checkDirectoryResponse.raise(new Smb1Event.CheckDirectoryResponse(connection(), message.header()));
        }
        return message.fields().fit();
    }

    boolean queryInformation(Smb1Message message) {
        Fields in = message.fields();
        boolean wanted = channels.queryInformationRequest.wanted();
        String path = FileBlocks.path(in, wanted);
        if (in.fit() && wanted) {
            channels.queryInformationRequest.raise(
                    new Smb1Event.QueryInformationRequest(connection(), message.header(), path));
        }
        return in.fit();
    }

    boolean open(Smb1Message message) {
        Fields in = message.fields();
        boolean shown = channels.ntCreateAndxRequest.wanted();
        String path = FileBlocks.open(in, shown || transfers.wantsNames(message.treeId()));
        if (!in.fit()) {
            return false;
        }
        transfers.opening(message, path);
        if (shown) {
            channels.ntCreateAndxRequest.raise(new Smb1Event.NtCreateAndxRequest(connection(), message.header(), path));
        }
        return true;
    }

    boolean opened(Smb1Message message) {
        Fields in = message.fields();
        FileBlocks.Opened opened = FileBlocks.opened(in);
        if (!in.fit()) {
            return false;
        }
        transfers.opened(message, opened.fileId());
        if (channels.ntCreateAndxResponse.wanted()) {
            channels.ntCreateAndxResponse.raise(new Smb1Event.NtCreateAndxResponse(
                    connection(), message.header(), opened.fileId(), opened.fileSize(), opened.times()));
        }
        return true;
    }

    boolean close(Smb1Message message) {
        Fields in = message.fields();
        int fileId = FileBlocks.closed(in);
        if (!in.fit()) {
            return false;
        }
        transfers.closing(message, fileId);
        if (channels.closeRequest.wanted()) {
            channels.closeRequest.raise(new Smb1Event.CloseRequest(connection(), message.header(), fileId));
        }
        return true;
    }

    boolean read(Smb1Message message, int words) {
        Fields in = message.fields();
        FileBlocks.Read read = FileBlocks.read(in, words);
        if (!in.fit()) {
            return false;
        }
        transfers.reading(message, read);
        if (channels.readAndxRequest.wanted()) {
            channels.readAndxRequest.raise(new Smb1Event.ReadAndxRequest(
                    connection(), message.header(), read.fileId(), read.offset(), read.length()));
        }
        return true;
    }

    boolean wasRead(Smb1Message message) {
        Fields in = message.fields();
        FileBlocks.Returned returned = FileBlocks.returned(in, transfers.wantsData(message));
        if (!in.fit()) {
            return false;
        }
        transfers.read(message, returned.data());
        if (channels.readAndxResponse.wanted()) {
            channels.readAndxResponse.raise(
                    new Smb1Event.ReadAndxResponse(connection(), message.header(), returned.length()));
        }
        return true;
    }

    boolean write(Smb1Message message, int words) {
        Fields in = message.fields();
        FileBlocks.Write write = FileBlocks.write(in, words, transfers.wantsData(message));
        if (!in.fit()) {
            return false;
        }
        transfers.writing(message, write);
        if (channels.writeAndxRequest.wanted()) {
            channels.writeAndxRequest.raise(new Smb1Event.WriteAndxRequest(
                    connection(), message.header(), write.fileId(), write.offset(), write.length()));
        }
        return true;
    }

    boolean written(Smb1Message message) {
        Fields in = message.fields();
        long length = FileBlocks.written(in);
        if (in.fit() && channels.writeAndxResponse.wanted()) {
            channels.writeAndxResponse.raise(new Smb1Event.WriteAndxResponse(connection(), message.header(), length));
        }
        return in.fit();
    }
}
