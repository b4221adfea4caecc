package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.Smb1;

/** The blocks of transactions of both kinds, from behind the word count on. */
final class TransactionBlocks {

    /**
     * A request of the first kind (MS-CIFS, section 2.2.4.33.1).
     *
     * @param name        the pipe or mailslot
     * @param subcommand  the first setup word; 0 if there is none
     * @param fileId      the second setup word, which for most subcommands is a FID; -1 if there is none
     * @param totalParameters how many parameter bytes the whole transaction has
     * @param totalData   how many data bytes the whole transaction has
     * @param parameters  the parameter bytes in this message
     * @param data        the data bytes in this message
     */
    record Request(
            String name,
            int subcommand,
            int fileId,
            int totalParameters,
            int totalData,
            ByteBuf parameters,
            ByteBuf data) {}

    /**
     * An answer, or a part of one (MS-CIFS, section 2.2.4.33.2).
     *
     * @param totalParameters  how many parameter bytes the whole answer has
     * @param totalData        how many data bytes the whole answer has
     * @param dataDisplacement where those in this message belong
     * @param parameters       the parameter bytes in this message
     * @param data             the data bytes in this message
     */
    record Answer(int totalParameters, int totalData, int dataDisplacement, ByteBuf parameters, ByteBuf data) {}

    /**
     * A request of the second kind (MS-CIFS, section 2.2.4.46.1).
     *
     * @param arguments  the words of fixed meaning
     * @param subcommand the first setup word; 0 if there is none
     * @param parameters the parameter bytes in this message
     */
    record Request2(Smb1.Transaction2Arguments arguments, int subcommand, ByteBuf parameters) {}

    /**
     * A further part of a request.
     *
     * @param arguments  the words
     * @param fileId     the word that only the second kind has; otherwise 0
     * @param parameters the parameter bytes in this message
     * @param data       the data bytes in this message
     */
    record Part(Smb1.TransactionSecondaryArguments arguments, int fileId, ByteBuf parameters, ByteBuf data) {}

    private TransactionBlocks() {}

    /** The beginning of a request of the first kind. */
    static Request request(Fields in) {
        int totalParameters = in.u16();
        int totalData = in.u16();
        in.skip(2 * Short.BYTES + 2 + Short.BYTES + Integer.BYTES + Short.BYTES);
        int parameterCount = in.u16();
        int parameterOffset = in.u16();
        int dataCount = in.u16();
        int dataOffset = in.u16();
        int setupCount = in.u8();
        in.skip(1);
        int subcommand = setupCount > 0 ? in.u16() : 0;
        int fileId = setupCount > 1 ? in.u16() : -1;
        in.skip(Math.max(0, setupCount - 2) * Short.BYTES);
        in.skip(Short.BYTES);
        String name = in.text(true);
        ByteBuf parameters = in.bytesAt(parameterOffset, parameterCount);
        ByteBuf data = in.bytesAt(dataOffset, dataCount);
        return new Request(name, subcommand, fileId, totalParameters, totalData, parameters, data);
    }

    /** An answer of the first kind. */
    static Answer answer(Fields in) {
        int totalParameters = in.u16();
        int totalData = in.u16();
        in.skip(Short.BYTES);
        int parameterCount = in.u16();
        int parameterOffset = in.u16();
        in.skip(Short.BYTES);
        int dataCount = in.u16();
        int dataOffset = in.u16();
        int dataDisplacement = in.u16();
        int setupCount = in.u8();
        in.skip(1 + setupCount * Short.BYTES);
        in.skip(Short.BYTES);
        ByteBuf parameters = in.bytesAt(parameterOffset, parameterCount);
        ByteBuf data = in.bytesAt(dataOffset, dataCount);
        return new Answer(totalParameters, totalData, dataDisplacement, parameters, data);
    }

    /** The beginning of a request of the second kind. */
    static Request2 request2(Fields in) {
        int totalParameters = in.u16();
        int totalData = in.u16();
        int maxParameters = in.u16();
        int maxData = in.u16();
        int maxSetup = in.u8();
        in.skip(1);
        int flags = in.u16();
        long timeout = in.u32();
        in.skip(Short.BYTES);
        int parameterCount = in.u16();
        int parameterOffset = in.u16();
        int dataCount = in.u16();
        int dataOffset = in.u16();
        int setupCount = in.u8();
        in.skip(1);
        int subcommand = setupCount > 0 ? in.u16() : 0;
        in.skip(Math.max(0, setupCount - 1) * Short.BYTES);
        in.skip(Short.BYTES);
        ByteBuf parameters = in.bytesAt(parameterOffset, parameterCount);
        in.bytesAt(dataOffset, dataCount);
        return new Request2(
                new Smb1.Transaction2Arguments(
                        totalParameters,
                        totalData,
                        maxParameters,
                        maxData,
                        maxSetup,
                        flags,
                        timeout,
                        parameterCount,
                        parameterOffset,
                        dataCount,
                        dataOffset,
                        setupCount),
                subcommand,
                parameters);
    }

    /** A further part of a request of the first kind (MS-CIFS, section 2.2.4.34.1). */
    static Part part(Fields in) {
        return part(in, false);
    }

    /** A further part of a request of the second kind (MS-CIFS, section 2.2.4.47.1). */
    static Part part2(Fields in) {
        return part(in, true);
    }

    private static Part part(Fields in, boolean second) {
        int totalParameters = in.u16();
        int totalData = in.u16();
        int parameterCount = in.u16();
        int parameterOffset = in.u16();
        int parameterDisplacement = in.u16();
        int dataCount = in.u16();
        int dataOffset = in.u16();
        int dataDisplacement = in.u16();
        int fileId = second ? in.u16() : 0;
        in.skip(Short.BYTES);
        ByteBuf parameters = in.bytesAt(parameterOffset, parameterCount);
        ByteBuf data = in.bytesAt(dataOffset, dataCount);
        return new Part(
                new Smb1.TransactionSecondaryArguments(
                        totalParameters,
                        totalData,
                        parameterCount,
                        parameterOffset,
                        parameterDisplacement,
                        dataCount,
                        dataOffset,
                        dataDisplacement),
                fileId,
                parameters,
                data);
    }
}
