package org.nsm.api.event;

import org.nsm.api.Name;

/** What the messages of Modbus over TCP have in common. */
public final class Modbus {

    private Modbus() {}

    /**
     * What every message begins with (MODBUS Messaging on TCP/IP V1.0b, section 3.1.3). The length field is left out.
     *
     * @param transactionId chosen by the client and repeated in the answer, 0 to 65535
     * @param protocolId    0 for Modbus; passed on as it is, 0 to 65535
     * @param unitId        the device behind a gateway, 0 to 255
     * @param functionCode  what is asked for or answered, 0 to 255; the top bit marks an exception
     */
    @Name("ModbusHeaders")
    public record Headers(
            @Name("tid") int transactionId,
            @Name("pid") int protocolId,
            @Name("uid") int unitId,
            int functionCode) {}
}
